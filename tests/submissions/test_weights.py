"""Files of arrays: named by an answer, inside the submission, looked at before anything is made of them."""

import io
import json
import os
import zipfile

import numpy as np
import pytest

from grader.submissions.weights.arrays import read_npy, read_npz
from grader.submissions.weights.safetensors import read_safetensors
from grader.submissions.weights.texts import ArrayError
from grader.verdict import Source

from .support import RUNNING, read_only, said

FLOAT32 = "binary numbers (float32): each stands for the simplest fraction that rounds to it"
WEIGHTS = {
    "w_0": np.array([0.1, 1 / 3, -2.5], dtype=np.float32),
    "b_0": np.array([[1, 2], [3, 4]]),
    "w_1": np.array([True, False]),
}


def npy(array):
    stream = io.BytesIO()
    np.save(stream, array, allow_pickle=True)
    return stream.getvalue()


def npz(compressed=False, **arrays):
    stream = io.BytesIO()
    (np.savez_compressed if compressed else np.savez)(stream, **arrays)
    return stream.getvalue()


def archive(*members, method=zipfile.ZIP_STORED):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as file:
        for name, data in members:
            file.writestr(zipfile.ZipInfo(name) if method == zipfile.ZIP_STORED else name, data)
    return stream.getvalue()


def safetensors(arrays, names=None, **more):
    """Return a file as the library writes it; `more` stands in the header too."""
    entries, body = {}, b""
    names = names or {"float64": "F64", "float32": "F32", "float16": "F16", "int64": "I64", "uint8": "U8"}
    for name, array in arrays.items():
        data = array.tobytes()
        place = [len(body), len(body) + len(data)]
        entries[name] = {"dtype": names[str(array.dtype)], "shape": list(array.shape), "data_offsets": place}
        body += data
    return headed({"__metadata__": {"format": "pt"}, **entries, **more}, body)


def headed(header, body=b""):
    text = header if isinstance(header, bytes) else json.dumps(header).encode()
    return len(text).to_bytes(8, "little") + text + body


def header(text, data=b"", version=1):
    length = len(text).to_bytes(2 if version == 1 else 4, "little")
    return b"\x93NUMPY" + bytes([version, 0]) + length + text.encode() + data


def plain(descr="'<f8'", shape="(1,)", order="False", data=bytes(8)):
    return header(f"{{'descr': {descr}, 'fortran_order': {order}, 'shape': {shape}, }}\n", data)


def all_of(answer):
    return {name: (one.error or one.text, one.notes, one.file) for name, one in answer.fields.items()}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("answers.yaml", "tent: {file: weights.npz}"),
        ("answers.json", '{"tent": {"file": "weights.npz"}}'),
        ("answers.md", "# tent\n\nfile: weights.npz\n"),
        ("answers.md", "# tent\n\n- **file:** `weights.npz`\n"),
        ("answers.tex", "\\section{tent}\nFile: \\texttt{weights.npz}.\n"),
    ],
)
def test_arrays_by_field_name(tmp_path, name, text):
    found = read_only(tmp_path, {name: text, "weights.npz": npz(**WEIGHTS)}, RUNNING)
    assert all_of(found.answers["tent"]) == {
        "w_0": ("[1/10, 1/3, -5/2]", (FLOAT32,), "weights.npz"),
        "b_0": ("[[1, 2], [3, 4]]", (), "weights.npz"),
        "w_1": ("[1, 0]", (), "weights.npz"),
    }
    assert found.answers["tent"].fields["w_0"].source.file == name
    assert (found.notices, found.damaged) == ((), None)


def test_a_field_from_a_file(tmp_path):
    text = "tent:\n  w_0: {file: a/w0.npy}\n  b0: {file: w.json}\n  w_1: {file: weights.npz}\nq2: {file: one.json}\n"
    files = {"a/w0.npy": npy(np.float16(0.1)), "w.json": '{"b_0": [0.1, 2]}', "one.json": "[1, [2]]"}
    found = read_only(tmp_path, {"answers.yaml": text, **files, "weights.npz": npz(**WEIGHTS)}, RUNNING)
    assert {name: one.text for name, one in found.answers["tent"].fields.items()} == {
        "w_0": "1/10",
        "b_0": "[0.1, 2]",
        "w_1": "[1, 0]",
    }
    assert found.answers["tent"].fields["b_0"].source == Source("answers.yaml", 3)
    assert found.answers["q2"].fields["answer"].text == "[1, [2]]"
    assert (found.notices, found.damaged) == ((), None)


def test_a_field_from_a_file_in_markdown(tmp_path):
    text = "# tent\n\n- w_0: {file: w0.npy}\n- $b_0$: `{file: w0.npy}`\n\n# q2\n\nAnswer: file: w0.npy\n"
    found = read_only(tmp_path, {"a.md": text, "w0.npy": npy(np.arange(2))}, RUNNING)
    assert {name: one.text for name, one in found.answers["tent"].fields.items()} == {"w_0": "[0, 1]", "b_0": "[0, 1]"}
    assert found.answers["q2"].fields["answer"].text == "[0, 1]"
    assert found.notices == ()


def test_names_that_fit_no_field(tmp_path):
    files = {"answers.yaml": "tent: {file: w.npz}\n", "w.npz": npz(w_0=np.arange(2), bo=np.arange(2))}
    found = read_only(tmp_path, files, RUNNING)
    message = "w.npz holds bo, and tent has no such field; its fields are w_0, b_0, w_1"
    assert all_of(found.answers["tent"])["b_0"][0] == message
    assert said(found.notices) == [f"answers.yaml:1: warning: {message}"]


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("../x.npz", "may lie outside of the submission, and is not opened; name a file in the same folder"),
        ("a/../../x.npz", "may lie outside of the submission, and is not opened; name a file in the same folder"),
        ("/etc/x.npz", "may lie outside of the submission, and is not opened; name a file in the same folder"),
        ("~/x.npz", "may lie outside of the submission, and is not opened; name a file in the same folder"),
        ("C:x.npz", "may lie outside of the submission, and is not opened; name a file in the same folder"),
        ("a\\x.npz", "may lie outside of the submission, and is not opened; name a file in the same folder"),
        ("x.pkl", "is not read; arrays are read from .npz, .npy, .safetensors and .json files"),
        ("nope.npz", "cannot be opened: no such file or directory"),
        ("link.npz", "cannot be opened: too many levels of symbolic links"),
        ("up/x.npz", "cannot be opened: not a directory"),
        ("folder.npz", "a special file is never opened"),
        ("pipe.npz", "a pipe is never opened"),
    ],
)
def test_references_stay_inside(tmp_path, name, why):
    (tmp_path / "x.npz").write_bytes(npz(**WEIGHTS))
    folder = tmp_path / "ada"
    (folder / "folder.npz").mkdir(parents=True)
    os.symlink("../x.npz", folder / "link.npz")
    os.symlink("..", folder / "up")
    os.mkfifo(folder / "pipe.npz")
    found = read_only(tmp_path, {"answers.yaml": f"tent: {{file: '{name}'}}\n"}, RUNNING)
    assert found.answers["tent"].whole.error == f"{name} {why}"


def test_one_file_has_no_others(tmp_path):
    from grader.submissions import find_submissions, read_submission

    (tmp_path / "ada.yaml").write_text("tent: {file: bob.npz}")
    (tmp_path / "bob.npz").write_bytes(npz(**WEIGHTS))
    (found,), _ = find_submissions([tmp_path / "ada.yaml"])
    why = "is not opened: this submission is one file, and has no others; hand in a folder"
    assert read_submission(found, RUNNING).answers["tent"].whole.error == f"bob.npz {why}"


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (npy(np.array([None])), "holds objects (a pickle), which are never opened"),
        (b"\x80\x04K\x01.", "is a pickle, which is never opened"),
        (b"", "is no .npy file"),
        (plain(data=bytes(7)), "holds 7 bytes of entries where its header says 8"),
        (plain(shape="(1000000000,)"), "announces 1000000000 entries, more than 20,000 (limit WEIGHT_ENTRIES)"),
        (plain(shape="(0, 1000000000)"), "announces 0 × 1000000000 entries, more than 20,000 (limit WEIGHT_ENTRIES)"),
        (plain(shape="(20000, 20000, 20000, 0)"), "announces 20000 × 20000 × 20000 × 0 entries, more than 20,000"),
        (plain(shape="(100000, 100000)"), "announces 100000 × 100000 entries, more than 20,000"),
        (plain(shape=f"({'9' * 400},)"), "announces … entries, more than 20,000 (limit WEIGHT_ENTRIES)"),
        (plain(shape="(1,1,1,1,1)"), "has 5 axes, more than 4 (limit WEIGHT_AXES)"),
        (plain(shape="(-1,)"), "has a header that is none of an array of numbers"),
        (plain(shape="(1 ** 9,)"), "has a header that is none of an array of numbers"),
        (plain(descr="'<c16'"), "holds entries of type '<c16'; expected integers, or floating-point numbers"),
        (plain(descr="'<f16'"), "holds entries of type '<f16'"),
        (plain(descr="[('a', '<f8')]"), "has a header that is none of an array of numbers"),
        (plain(descr="__import__('os')"), "has a header that is none of an array of numbers"),
        (header("{'descr': '<f8'}"), "has a header that is none of an array of numbers"),
        (header(" " * 2000), "has a header that is too long, or cut off"),
        (header("x", version=3), "is a .npy file of a version that is not read; expected 1.0 or 2.0"),
        (plain(data=np.float64("nan").tobytes()), "holds an entry that is infinite or no number"),
        (plain(data=np.float64("inf").tobytes()), "holds an entry that is infinite or no number"),
        (plain("'|b1'", data=b"\x02"), "holds truth values that are neither 0 nor 1"),
    ],
)
def test_arrays_that_are_refused(data, why):
    with pytest.raises(ArrayError) as error:
        read_npy(data)
    assert str(error.value).startswith(why)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"PK\x05\x06", "is no .npz archive, or a damaged one"),
        (npz(w=np.arange(3))[:-30], "is no .npz archive, or a damaged one"),
        (archive(("../w.npy", b"")), "holds ../w.npy, which is no array: expected names such as `w_0.npy`"),
        (archive(("/w.npy", b"")), "holds /w.npy, which is no array: expected names such as `w_0.npy`"),
        (archive(("a\\w.npy", b"")), "holds a\\w.npy, which is no array: expected names such as `w_0.npy`"),
        (archive(("w.txt", b"")), "holds w.txt, which is no array: expected names such as `w_0.npy`"),
        (archive(*[(f"{n}.npy", b"") for n in range(101)]), "holds 101 files, more than 100 (limit WEIGHT_ARRAYS)"),
        (
            archive(("w.npy", bytes(5_000_000)), method=zipfile.ZIP_DEFLATED),
            "unpacks to 5,000,000 bytes, more than 1,000,000 (limit WEIGHT_BYTES)",
        ),
        (archive(("w.npy", b"x"), method=zipfile.ZIP_LZMA), "holds w.npy encrypted, or packed in an unusual way"),
    ],
)
def test_archives_that_are_refused(data, why):
    with pytest.raises(ArrayError) as error:
        read_npz(data)
    assert str(error.value) == why


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_name_twice():
    with pytest.raises(ArrayError, match=r"holds w.npy twice"):
        read_npz(archive(("w.npy", b""), ("w.npy", b"")))


def test_an_archive_that_lies_about_its_sizes():
    data = bytearray(archive(("w.npy", npy(np.zeros(10_000))), method=zipfile.ZIP_DEFLATED))
    place = data.rindex(b"PK\x01\x02")
    data[place + 24 : place + 28] = (500).to_bytes(4, "little")
    (array,) = read_npz(bytes(data)).values()
    assert isinstance(array, ArrayError)


@pytest.mark.parametrize("dtype", ["<i1", ">i2", "<i4", ">i8", "<u1", ">u2", "<u8", "<f2", ">f4", "<f8", ">f8"])
@pytest.mark.parametrize("order", "CF")
def test_every_type_and_order(dtype, order):
    array = np.array([[[1, 2, 3], [4, 5, 6]], [[7, 8, 9], [10, 11, 120]]], dtype=dtype, order=order)
    assert read_npy(npy(array)).text == str(array.astype(int).tolist())
    assert read_npz(npz(compressed=True, w=array))["w"].text == str(array.astype(int).tolist())


def test_a_large_array_stays_a_text():
    text = read_npy(npy(np.linspace(0, 1, 20_000))).text
    assert text.count(",") == 19_999


def test_safetensors(tmp_path):
    arrays = {"w_0": np.array([0.1, -2], np.float32), "b_0": np.array([[1, 2]]), "w_1": np.zeros((0, 3))}
    found = read_only(tmp_path, {"answers.yaml": "tent: {file: w.safetensors}", "w.safetensors": safetensors(arrays)})
    assert all_of(found.answers["tent"]) == {
        "w_0": ("[1/10, -2]", (FLOAT32,), "w.safetensors"),
        "b_0": ("[[1, 2]]", (), "w.safetensors"),
        "w_1": ("[]", (FLOAT32.replace("32", "64"),), "w.safetensors"),
    }


def test_bfloat16():
    data = safetensors({"w": np.array([0x3DCD, 0xC000, 0x3F80], np.uint16)}, {"uint16": "BF16"})
    (array,) = read_safetensors(data).values()
    assert (array.text, array.note.split(":")[0]) == ("[1/10, -2, 1]", "binary numbers (bfloat16)")


ONE = {"dtype": "F64", "shape": [1], "data_offsets": [0, 8]}


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "is no .safetensors file, or one that is cut off"),
        (b"\xff" * 8, "announces a header of 18,446,744,073,709,551,615 bytes, more than 100,000"),
        ((50).to_bytes(8, "little") + b"{}", "is no .safetensors file, or one that is cut off"),
        (headed(b"[]"), "has a header that is no mapping of names to arrays"),
        (headed(b"{"), "has a header that is no JSON"),
        (headed(b"[" * 90_000), "has a header that is no JSON"),
        (headed(b"\xff"), "has a header that is no JSON"),
        (headed(b'{"a": 1, "a": 2}'), "has a header that is no JSON"),
        (headed(b'{"a": NaN}'), "has a header that is no JSON"),
        (headed(b'{"a": ' + b"9" * 5000 + b"}"), "has a header that is no JSON"),
        (headed({"a": 1}), "has a header in which a is no array"),
        (headed({"a": ONE | {"x": 1}}, bytes(8)), "has a header in which a is no array"),
        (headed({"a": ONE | {"shape": [-1]}}, bytes(8)), "has a header in which a is no array"),
        (headed({"a": ONE | {"shape": [True]}}, bytes(8)), "has a header in which a is no array"),
        (headed({"a": ONE | {"shape": [1.0]}}, bytes(8)), "has a header in which a is no array"),
        (headed({"a": ONE}, bytes(7)), "has a header whose arrays do not fill its 7 bytes of entries"),
        (headed({"a": ONE}, bytes(9)), "has a header whose arrays do not fill its 9 bytes of entries"),
        (headed({"a": ONE, "b": ONE}, bytes(8)), "has a header whose arrays do not fill its 8 bytes"),
        (headed({"a": ONE | {"data_offsets": [8, 0]}}, bytes(8)), "has a header whose arrays do not fill its 8 bytes"),
        (headed({str(n): ONE for n in range(101)}), "holds 101 arrays, more than 100 (limit WEIGHT_ARRAYS)"),
    ],
)
def test_safetensors_that_are_refused(data, why):
    with pytest.raises(ArrayError) as error:
        read_safetensors(data)
    assert str(error.value).startswith(why)


@pytest.mark.parametrize(
    ("entry", "why"),
    [
        ({"dtype": "F8_E4M3"}, "holds entries of type F8_E4M3; expected integers, or floating-point numbers"),
        ({"shape": [2]}, "holds 8 bytes of entries where its header says 16"),
        ({"shape": [10**15]}, "announces … entries, more than 20,000 (limit WEIGHT_ENTRIES)"),
        ({"shape": [20000, 20000, 20000, 0]}, "announces 20000 × 20000 × 20000 × 0 entries, more than 20,000"),
        ({"shape": [1] * 5}, "has 5 axes, more than 4 (limit WEIGHT_AXES)"),
    ],
)
def test_an_array_that_is_refused_costs_only_itself(entry, why):
    found = read_safetensors(headed({"a": ONE, "b": ONE | entry | {"data_offsets": [8, 16]}}, bytes(16)))
    assert found["a"].text == "[0]"
    assert str(found["b"]).startswith(why)

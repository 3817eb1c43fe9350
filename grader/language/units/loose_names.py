"""Names of units that are none of the table, `Std.`, `cmq`, `kilos`: what each is where its kind is asked for.

Elsewhere a name may be something else, `M` a million or a mass, `ora` a word: so these are read by `loose` alone. Each
means one unit of its kind in every language that has it; `gr`, a gram and a grain, does not.
"""

from __future__ import annotations

_PREFIXES = {"k": "kilo", "M": "mega", "G": "giga", "m": "milli"}
_WATTS = ("Watt", "Joule", "Newton", "Volt", "Ohm", "Pascal", "Hertz", "Gram", "Gramm", "Ampere", "Amp")
_SYMBOLS = {"Ampere": "A", "Amp": "A", "Gram": "g", "Gramm": "g", "Hertz": "Hz", "Pascal": "Pa", "Ohm": "Ω"}
_METRES = {"": "m", "zenti": "cm", "dezi": "dm", "milli": "mm", "kilo": "km"}
_OF_TIME = {
    "s": "Sec Sek sek seg secondo Sekunden",
    "h": "Std std Hrs Hr uur uren ora Arbeitsstunden Betriebsstunden",
    "d": "Tagen",
    "wk": "Wochen",
    "yr": "an ans Jahren jaar yrs",
}
_OF_SPACE = {
    **{"ly": "Lichtjahr Lichtjahre Lichtjahren"},
    **{"m": "mts mtr mtrs Höhenmeter Höhenmetern", "km": "kms", "cm": "cms", "µm": "micron microns"},
    **{"L": "lt lts ltr ltrs", "mL": "mls", "cm^2": "cmq", "m^2": "mq"},
    **{"dm^2": "dmq", "km^2": "kmq qkm", "mm^2": "mmq"},
    **{"cm^3": "cmc", "m^3": "mc", "dm^3": "dmc"},
}
_OF_BODIES = {
    "g": "gm gms",
    "mg": "mgs",
    "kg": "kgs kilo kilos Kilo Kilos quilo quilos chilo chili",
    "C": "Coul culombio culombios",
    "Hz": "hertzio hertzios",
    "Pa": "pascales",
    "kΩ": "KOhm KΩ Kohm kohms",
    "MΩ": "Mohms",
    "Ah": "Amperestunde Amperestunden",
    "mAh": "Milliamperestunde Milliamperestunden",
    "Wh": "Wattstunde Wattstunden",
    "kWh": "kWhr kWhrs Kilowattstunde kilowattuur",
    "N·s": "Newtonsekunde Newtonsekunden",
    "km/h": "Stundenkilometer",
    "L/min": "lpm LPM",
    "1/min": "bpm",
    "mbar": "millibar millibars Millibar",
}
_SAID = {
    name: unit for table in (_OF_TIME, _OF_SPACE, _OF_BODIES) for unit, names in table.items() for name in names.split()
}

# What is a unit only where its kind is asked for: elsewhere `M` may be a million, a mass or a metre.
SHORT = {
    **{"M": "mol/L", "mM": "mmol/L", "µM": "µmol/L", "uM": "µmol/L", "nM": "nmol/L", "molar": "mol/L"},
    **{"rpm": "turn/min", "RPM": "turn/min", "rps": "turn/s", "mps": "m/s", "fps": "ft/s"},
    **{"cc": "cm^3", "ccm": "cm^3", "cbm": "m^3", "sqm": "m^2", "qm": "m^2", "qcm": "cm^2", "sqft": "ft^2"},
    **{"P": "dPa·s", "cP": "mPa·s", "Newtonmeter": "N·m"},
    **{f"{prefix}bps": f"{prefix}bit/s" for prefix in ("", "k", "M", "G", "T")},
    **{f"{prefix}Bps": f"{prefix}B/s" for prefix in ("k", "M", "G", "T")},
    **{"kilowatthours": "kWh", "kilowatthour": "kWh", "Kilowattstunden": "kWh", "ℓ": "L"},
    **{f"{sign}{name}": f"{sign}{_SYMBOLS.get(name, name[0])}" for sign in _PREFIXES for name in _WATTS},
    **{f"{word}{name}": f"{sign}{_SYMBOLS.get(name, name[0])}" for sign, word in _PREFIXES.items() for name in _WATTS},
    **{
        f"{start}{word[1:]}bit{many}": f"{sign}bit"
        for sign, word in _PREFIXES.items()
        if sign != "m"
        for start in (word[0], word[0].upper())
        for many in ("", "s")
    },
    **{
        f"{kind}{metre}meter{many}": f"{unit}^{power}"
        for kinds, power in ((("Quadrat", "quadrat"), 2), (("Kubik", "kubik"), 3))
        for kind in kinds
        for metre, unit in _METRES.items()
        for many in ("", "n")
    },
    **_SAID,
}
WHOLE = {
    **dict.fromkeys(("oC", "^oC", "^{o}C", "˚C", "°c", "° celsius", "celsius", "degrees celsius"), "°C"),
    **dict.fromkeys(("° Celcius", "°Celcius", "degrees Celcius", "grados centígrados", "degrees centigrade"), "°C"),
    **dict.fromkeys(("ft-lb", "lb-ft", "ft-lbf", "lbf-ft"), "ft·lbf"),
    **{"mm Hg": "mmHg", "U/min": "turn/min", "electron volts": "eV", "electron volt": "eV"},
    **dict.fromkeys(("pct", "p.c", "p. c"), "%"),
    **dict.fromkeys(("light-year", "light-years", "light year", "light years", "año luz", "años luz"), "ly"),
    **dict.fromkeys(("année-lumière", "années-lumière", "années lumière", "anni luce", "anno luce"), "ly"),
}

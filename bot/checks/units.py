"""Units, magnitudes and counted nouns: how the words beside a number change what it says."""

import re
from functools import lru_cache

PLAIN = ""
PERCENT = "%"
POINTS = "points"
TIMES = "times"
FRACTION = "fraction"
ORDINAL = "ordinal"
VAGUE = "vague"  # "thousands of"
ORDERS = "orders of magnitude"
MONEY = "money"

MAGNITUDES: dict[str, float] = {
    "hundred": 1e2,
    "thousand": 1e3,
    "million": 1e6,
    "billion": 1e9,
    "trillion": 1e12,
    "dozen": 12,
    "k": 1e3,
    "K": 1e3,
    "m": 1e6,
    "M": 1e6,
    "mn": 1e6,
    "mln": 1e6,
    "B": 1e9,
    "b": 1e9,
    "bn": 1e9,
    "G": 1e9,
    "T": 1e12,
    "tn": 1e12,
    "百": 1e2,
    "千": 1e3,
    "万": 1e4,
    "萬": 1e4,
    "亿": 1e8,
    "億": 1e8,
}

_MINUTE, _HOUR, _DAY = 60.0, 3600.0, 86400.0

_UNIT_FAMILIES: dict[str, dict[str, float]] = {
    "time": {
        "fs": 1e-15,
        "ps": 1e-12,
        "ns nanosecond nanoseconds": 1e-9,
        "us µs μs microsecond microseconds": 1e-6,
        "ms msec millisecond milliseconds": 1e-3,
        "s sec secs second seconds": 1.0,
        "min mins minute minutes": _MINUTE,
        "h hr hrs hour hours": _HOUR,
        "day days": _DAY,
        "week weeks wk wks": 7 * _DAY,
    },
    # A month is no fixed number of days, so these are a dimension of their own.
    "calendar": {
        "month months": 1.0,
        "kyr": 12e3,
        "Myr": 12e6,
        "Gyr": 12e9,
        "year years yr yrs": 12.0,
        "decade decades": 120.0,
        "century centuries": 1200.0,
    },
    "bytes": {
        "byte bytes": 1.0,
        "KB kB kilobyte kilobytes": 1e3,
        "MB megabyte megabytes": 1e6,
        "GB gigabyte gigabytes": 1e9,
        "TB terabyte terabytes": 1e12,
        "PB petabyte petabytes": 1e15,
        "KiB": 2.0**10,
        "MiB": 2.0**20,
        "GiB": 2.0**30,
        "TiB": 2.0**40,
    },
    "bits": {"bit bits": 1.0, "kbit kbits": 1e3, "Mbit Mbits": 1e6, "Gbit Gbits": 1e9},
    "bits/s": {"bps": 1.0, "kbps": 1e3, "Mbps": 1e6, "Gbps": 1e9, "Tbps": 1e12},
    "frequency": {"Hz hertz": 1.0, "kHz": 1e3, "MHz Mhz": 1e6, "GHz Ghz": 1e9, "THz": 1e12},
    "flop": {
        "FLOP FLOPs FLOPS flops": 1.0,
        "MFLOP MFLOPs MFLOPS": 1e6,
        "GFLOP GFLOPs GFLOPS gigaflops": 1e9,
        "TFLOP TFLOPs TFLOPS teraflops": 1e12,
        "PFLOP PFLOPs PFLOPS petaflop petaflops": 1e15,
        "EFLOP EFLOPs EFLOPS exaflops": 1e18,
    },
    "length": {
        "pm": 1e-12,
        "Å angstrom angstroms": 1e-10,
        "nm nanometer nanometers nanometre nanometres": 1e-9,
        "um µm μm micron microns micrometer micrometers micrometre micrometres": 1e-6,
        "mm millimeter millimeters millimetre millimetres": 1e-3,
        "cm centimeter centimeters centimetre centimetres": 1e-2,
        "m meter meters metre metres": 1.0,
        "km kilometer kilometers kilometre kilometres": 1e3,
    },
    "miles": {"mile miles mi": 1.0},
    "bases": {"bp": 1.0, "kb kbp kilobase kilobases": 1e3, "Mbp megabase megabases": 1e6, "Gbp": 1e9},
    "feet": {"ft foot feet": 1.0},
    "inches": {"inch inches": 1.0},
    "parsec": {"pc parsec parsecs": 1.0, "kpc": 1e3, "Mpc": 1e6, "Gpc": 1e9},
    "light-years": {"ly light-year light-years": 1.0},
    "area": {"hectare hectares ha": 1e4, "acre acres": 4046.8564224},
    "mass": {
        "pg": 1e-12,
        "ng": 1e-9,
        "ug µg μg mcg microgram micrograms": 1e-6,
        "mg milligram milligrams": 1e-3,
        "g gram grams": 1.0,
        "kg kilogram kilograms": 1e3,
        "ton tons tonne tonnes": 1e6,
    },
    "pounds": {"lb lbs": 1.0},
    "volume": {
        "uL µL μL µl μl": 1e-6,
        "mL ml milliliter milliliters millilitre millilitres": 1e-3,
        "dL dl": 1e-1,
        "L liter liters litre litres": 1.0,
    },
    "molar": {"pM": 1e-12, "nM": 1e-9, "uM µM μM": 1e-6, "mM": 1e-3},
    "moles": {"nmol": 1e-9, "µmol μmol": 1e-6, "mmol": 1e-3, "mol": 1.0},
    "pressure": {"Pa": 1.0, "hPa": 1e2, "kPa": 1e3, "MPa": 1e6, "GPa": 1e9, "mbar": 1e2, "bar": 1e5},
    "mmHg": {"mmHg": 1.0},
    "celsius": {"°C": 1.0},
    "fahrenheit": {"°F": 1.0},
    "kelvin": {"K kelvin": 1.0, "mK": 1e-3, "nK": 1e-9, "µK μK": 1e-6},
    "degrees": {"° degree degrees deg": 1.0},
    "electronvolt": {"meV": 1e-3, "eV": 1.0, "keV": 1e3, "MeV": 1e6, "GeV": 1e9, "TeV": 1e12, "PeV": 1e15},
    "energy": {
        "J joule joules": 1.0,
        "mJ": 1e-3,
        "kJ": 1e3,
        "MJ": 1e6,
        "Wh": 3600.0,
        "kWh": 3.6e6,
        "MWh": 3.6e9,
        "GWh": 3.6e12,
    },
    "calories": {"kcal": 1.0},
    "power": {"mW": 1e-3, "W watt watts": 1.0, "kW kilowatt kilowatts": 1e3, "MW megawatt megawatts": 1e6, "GW": 1e9},
    "voltage": {"nV": 1e-9, "µV μV uV": 1e-6, "mV": 1e-3, "V volt volts": 1.0, "kV": 1e3},
    "current": {"pA": 1e-12, "nA": 1e-9, "µA μA": 1e-6, "mA": 1e-3, "amp amps": 1.0},
    "force": {"pN": 1e-12, "nN": 1e-9, "µN μN": 1e-6, "mN": 1e-3, "kN": 1e3},
    "capacitance": {"pF": 1e-12, "nF": 1e-9, "µF μF": 1e-6},
    "dalton": {"Da": 1.0, "kDa": 1e3, "MDa": 1e6},
    "rpm": {"rpm": 1.0},
    "magnetic": {"nT": 1e-9, "µT μT": 1e-6, "mT": 1e-3, "tesla": 1.0},
    "decibel": {"dB": 1.0, "dBm": 1.0},
    "pixels": {"px pixel pixels": 1.0, "megapixel megapixels MP": 1e6},
    "ppm": {"ppm": 1.0, "ppb": 1e-3},
    MONEY: {"dollar dollars USD": 1.0, "cent cents": 1e-2},
    "euro": {"euro euros EUR": 1.0},
    "pound": {"GBP": 1.0},
    "yen": {"yen JPY": 1.0},
    "rupee": {"rupee rupees INR": 1.0},
}

UNITS: dict[str, tuple[str, float]] = {
    spelling: (dimension, factor)
    for dimension, family in _UNIT_FAMILIES.items()
    for spellings, factor in family.items()
    for spelling in spellings.split()
}
"""Spelling -> (dimension, how many of the dimension's base unit). A lower-case form is tried after the exact one."""

_METRES = {"length": 1.0, "miles": 1609.344, "feet": 0.3048, "inches": 0.0254}
_LITRES = 1e3  # in a cubic metre


def raised(dimension: str, factor: float, power: int) -> tuple[str, float] | None:
    """(dimension, factor) of the square or cube of a unit of length, or None if it is another unit."""
    if dimension not in _METRES:
        return None
    metres = factor * _METRES[dimension]
    return ("area", metres**2) if power == 2 else ("volume", metres**3 * _LITRES)


CURRENCIES = {"$": MONEY, "US$": MONEY, "€": "euro", "£": "pound", "¥": "yen", "₹": "rupee"}
CURRENCIES |= {"USD": MONEY, "EUR": "euro", "GBP": "pound", "JPY": "yen", "INR": "rupee"}
"""What stands before a sum of money -> its dimension."""

CURRENCY_BEFORE = re.compile(r"(?:(?:US)?[$€£¥₹]|(?<![A-Za-z])(?:USD|EUR|GBP|JPY|INR))\s?$")

_SAME_COUNT = """
token word wordpiece subword
character letter
parameter weight
layer block
head
model network net variant architecture checkpoint llm system baseline
dataset corpus collection
benchmark dataset task suite
metric measure score
step iteration update
run iteration repetition replication permutation simulation draw
epoch pass
sentence
document page
article paper study publication
trial study experiment run seed test
example sample instance item datapoint observation record row pair
image photo picture frame
video clip
question query prompt
problem exercise question task
theorem proof lemma
premise
tactic
file
line
participant patient subject person people individual volunteer respondent user student worker woman female girl
participant patient subject person people individual volunteer respondent user student worker man male boy
participant patient subject person people individual volunteer respondent user student worker child infant
participant patient subject person people individual volunteer respondent user student teenager adolescent
participant patient subject person people individual volunteer respondent user student worker adult woman man
annotator judge rater expert person people
machine node host server computer processor cpu core worker
gpu card accelerator
tpu accelerator
class category label
language
country nation
city town
species
gene
cell neuron unit
protein
mouse animal female
mouse animal male
rat animal female
rat animal male
monkey animal female
monkey animal male
bird animal
fish animal
dog animal
cat animal
fly insect animal
site location
star
galaxy
planet
job
relation relationship phrase
extraction
convolution
filter kernel feature channel
cycle
restart failure
agent robot
household family home
hospital clinic center centre
school
company firm business
estimate coefficient value elasticity
dialogue conversation chat
utterance turn message
label annotation rating
marker snp variant locus polymorphism
strain line breed
dimension aspect criterion axis metric
song piece recording track
film movie
book novel
post tweet comment message
review
bug fault error defect issue vulnerability
patch fix
electrode channel sensor
atom
molecule compound
vertex node
edge link
qubit
thread process processor core cpu
river stream catchment basin
tree plant
earthquake event
storm event
election
village community
island
author researcher scientist
journal venue outlet
"""
"""Nouns that numbers count; those of one line may stand for each other."""

_LINES_OF: dict[str, frozenset[str]] = {
    noun: frozenset(line for line in _SAME_COUNT.strip().splitlines() if noun in line.split())
    for noun in _SAME_COUNT.split()
}
_SINGULAR = {"corpora": "corpus", "children": "child", "women": "woman", "men": "man", "mice": "mouse"}


@lru_cache(maxsize=1 << 13)
def counted(word: str) -> frozenset[str]:
    """What a number before `word` counts; words whose results meet may stand for each other. Empty if not known."""
    word = word.lower()
    singulars = (
        word,
        _SINGULAR.get(word, ""),
        re.sub(r"ies$", "y", word),
        re.sub(r"s$", "", word),
        re.sub(r"es$", "", word),
    )
    return next((_LINES_OF[singular] for singular in singulars if singular in _LINES_OF), frozenset())


_COUNTRIES = frozenset({"US"})
"""Written like a unit in capitals: 22 million US adults."""


def unit(word: str) -> tuple[str, float] | None:
    """(dimension, factor) of a unit as written after a number, or None."""
    return UNITS.get(word) or (UNITS.get(word.lower()) if len(word) > 1 and word not in _COUNTRIES else None)


def spellings(dimension: str) -> tuple[str, ...]:
    """Every way to write a unit of a dimension, for looking in the head of a table."""
    if dimension == PERCENT:
        return ("%", "percent", "per cent")
    if dimension == PLAIN:
        return ("M", "K", "B", "million", "millions", "thousand", "thousands", "billion", "billions")
    return tuple(spelling for spelling, (name, _) in UNITS.items() if name == dimension)

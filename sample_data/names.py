"""Invented names of customers and of the people there."""

import random
from collections.abc import Iterator

PLACES = (
    "Alderholt", "Brannick", "Corvelle", "Dunmere", "Elsterau", "Fennwick", "Garlund", "Hallstetten",
    "Innerby", "Jarrow-le-Vent", "Kestlin", "Lorvik", "Marrowdale", "Nethervale", "Orsk-Lindau",
    "Pellworth", "Quernstadt", "Rostavik", "Selmouth", "Tarnholm", "Ulverau", "Vessby", "Wendelin",
    "Yarrowby", "Zellach", "Ashkerry", "Bredvold", "Cairnlow", "Dravograd-Nord", "Eskmere", "Falkenau",
    "Grimsvoll", "Heddal", "Isarby", "Kolmarken", "Lissenvale", "Morvane", "Nordhagen", "Oslach",
    "Pinsk-am-See",
)  # fmt: skip
TRADES = (
    "Bakeries", "Breweries", "Bus Depot", "Canning", "Cement", "Chemicals", "Cold Storage", "Dairies",
    "District Heating", "Elevators", "Fittings", "Foods", "Glass", "Grain Terminal", "Harbour Services",
    "Housing", "Kilns", "Laundries", "Logistics", "Malting", "Metalworks", "Mills", "Packaging", "Paper",
    "Pharma Supply", "Plastics", "Printing", "Pumps", "Quarries", "Rail Services", "Recycling", "Sawmills",
    "Shipyard", "Springs", "Steel", "Sugar", "Textiles", "Tiles", "Timber", "Tools", "Tyres", "Utilities",
    "Valves", "Waterworks", "Wire",
)  # fmt: skip
FIRST = (
    "Ada", "Bo", "Carla", "Dov", "Elin", "Faye", "Goran", "Hana", "Idris", "Jana", "Karim", "Lena", "Milo",
    "Nora", "Otis", "Pia", "Quentin", "Rosa", "Sven", "Tessa", "Umar", "Vera",
)  # fmt: skip
LAST = (
    "Abel", "Brandt", "Conti", "Dahl", "Eder", "Fabre", "Gruber", "Haas", "Ilic", "Jansen", "Kranz", "Lotz",
    "Marek", "Nagy", "Olsen", "Petit", "Quist", "Roth", "Stein", "Thal",
)  # fmt: skip


def accounts(rng: random.Random) -> Iterator[tuple[str, str]]:
    """Yield 1,800 customers in an order of chance: (name of the company, name of a person there)."""
    names = [f"{place} {trade}" for place in PLACES for trade in TRADES]
    rng.shuffle(names)
    for name in names:
        yield name, f"{rng.choice(FIRST)} {rng.choice(LAST)}"

"""The thirty teams: codes, names as bookmakers write them, division by division, and where they play."""
import dataclasses
import math

EARTH_MILES = 3958.8  # mean radius


@dataclasses.dataclass(frozen=True)
class Team:
    code: str
    name: str
    latitude: float   # degrees north, of its city
    longitude: float  # degrees east
    hours: int        # its clock behind that of the East coast


# Five of a division, three divisions of a conference.
TEAMS = (
    Team("BOS", "Boston Celtics", 42.366, -71.062, 0),
    Team("BKN", "Brooklyn Nets", 40.683, -73.975, 0),
    Team("NYK", "New York Knicks", 40.751, -73.993, 0),
    Team("PHI", "Philadelphia 76ers", 39.901, -75.172, 0),
    Team("TOR", "Toronto Raptors", 43.643, -79.379, 0),
    Team("CHI", "Chicago Bulls", 41.881, -87.674, 1),
    Team("CLE", "Cleveland Cavaliers", 41.497, -81.688, 0),
    Team("DET", "Detroit Pistons", 42.341, -83.055, 0),
    Team("IND", "Indiana Pacers", 39.764, -86.155, 0),
    Team("MIL", "Milwaukee Bucks", 43.045, -87.917, 1),
    Team("ATL", "Atlanta Hawks", 33.757, -84.396, 0),
    Team("CHA", "Charlotte Hornets", 35.225, -80.839, 0),
    Team("MIA", "Miami Heat", 25.781, -80.187, 0),
    Team("ORL", "Orlando Magic", 28.539, -81.384, 0),
    Team("WAS", "Washington Wizards", 38.898, -77.021, 0),
    Team("DEN", "Denver Nuggets", 39.749, -105.008, 2),
    Team("MIN", "Minnesota Timberwolves", 44.979, -93.276, 1),
    Team("OKC", "Oklahoma City Thunder", 35.463, -97.515, 1),
    Team("POR", "Portland Trail Blazers", 45.532, -122.667, 3),
    Team("UTA", "Utah Jazz", 40.768, -111.901, 2),
    Team("GSW", "Golden State Warriors", 37.768, -122.388, 3),
    Team("LAC", "Los Angeles Clippers", 33.944, -118.343, 3),
    Team("LAL", "Los Angeles Lakers", 34.043, -118.267, 3),
    Team("PHX", "Phoenix Suns", 33.446, -112.071, 2),
    Team("SAC", "Sacramento Kings", 38.580, -121.500, 3),
    Team("DAL", "Dallas Mavericks", 32.790, -96.810, 1),
    Team("HOU", "Houston Rockets", 29.751, -95.362, 1),
    Team("MEM", "Memphis Grizzlies", 35.138, -90.051, 1),
    Team("NOP", "New Orleans Pelicans", 29.949, -90.082, 1),
    Team("SAS", "San Antonio Spurs", 29.427, -98.438, 1),
)
OF_DIVISION, OF_CONFERENCE = 5, 15


def miles(a: Team, b: Team) -> float:
    """The great circle between two cities, by the haversine formula, in tenths of a mile."""
    north, south = math.radians(a.latitude), math.radians(b.latitude)
    half = (math.sin((south - north) / 2) ** 2
            + math.cos(north) * math.cos(south) * math.sin(math.radians(b.longitude - a.longitude) / 2) ** 2)
    return round(2 * EARTH_MILES * math.asin(math.sqrt(half)), 1)


def code(team: int, league: int) -> str:
    """The first league has the codes that everybody knows; of the others each adds its number."""
    return TEAMS[team].code + (str(league + 1) if league else "")

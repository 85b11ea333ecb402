"""Opening hours as people might write them, for tests that hold for any."""

from __future__ import annotations

from hypothesis import strategies as st

from learning_city.city.opening_hours import is_readable

DAYS = ["Mo-Fr", "Tu-Su", "Mo-Su", "Sa", "Su", "Mo,We,Fr", "Fr-Mo", "Th[1]", "Th[-1]", "We"]
HOLIDAYS = ["PH", "PH -1 day", "PH +1 day", "SH", "SH,PH"]
SEASONS = ["", "", "", "May", "Apr-Oct", "Nov-Mar", "May 15-Jun 3", "May 16-19", "week 20-22"]
TIMES = [
    *("09:00-17:00", "08:30-12:30,13:30-17:30", "10:00-13:00", "18:00-22:00", "00:00-24:00"),
    *("20:00-02:00", "22:00-28:00", "20:00-20:00", "18:00+", "17:00-21:00+", "21:00-03:00+"),
    *("sunrise-sunset", "(sunrise+01:00)-(sunset-00:30)", "sunset-01:00", "10:00-16:00/02:00"),
]
STATES = ["", "", "", " off", " open", " unknown", ' "randevu ile"', ' open "arkadan"', ' off "x"']
JOINTS = ["; ", "; ", ", ", " || "]


@st.composite
def _rule(draw: st.DrawFn) -> str:
    days = draw(
        st.one_of(
            st.sampled_from(DAYS),
            st.sampled_from(HOLIDAYS),
            st.builds("{},{}".format, st.sampled_from(DAYS[:6]), st.just("PH")),
            st.builds("PH {}".format, st.sampled_from(DAYS[:6])),
            st.just(""),
        )
    )
    season, times = draw(st.sampled_from(SEASONS)), draw(st.sampled_from([*TIMES, ""]))
    state = draw(st.sampled_from(STATES))
    text = " ".join(filter(None, (season, days, times))) + state
    return text.strip() or "24/7"


@st.composite
def _text(draw: st.DrawFn) -> str:
    text = draw(_rule())
    for rule in draw(st.lists(_rule(), max_size=3)):
        text += draw(st.sampled_from(JOINTS)) + rule
    return text


OPENING_TEXTS = _text().filter(is_readable)
"""Any number of rules with holidays, seasons, nights, the sun, comments and every joint."""


@st.composite
def _plain(draw: st.DrawFn) -> str:
    rules = draw(
        st.lists(
            st.tuples(
                st.sampled_from(SEASONS),
                st.sampled_from(DAYS),
                st.sampled_from([*TIMES[:5], "open", "off"]),
                st.sampled_from(["", "", "", " off", " unknown"]),
            ),
            min_size=1,
            max_size=4,
        )
    )
    texts = [
        " ".join(filter(None, (season, days, times))) + (state if ":" in times else "")
        for season, days, times, state in rules
    ]
    text = texts[0]
    for rule in texts[1:]:
        text += draw(st.sampled_from(JOINTS[:3])) + rule
    return text


PLAIN_OPENING_TEXTS = _plain().filter(is_readable)
"""Only what the library reads as the specification does: no nights, holidays, comments, `||`."""

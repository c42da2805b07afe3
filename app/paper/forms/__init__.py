"""The declared forms by register; a register without one has no form."""

from app.paper.forms.activity_form import ACTIVITY_FORM
from app.paper.forms.deputy_form import DEPUTY_FORM
from app.paper.forms.inspection_form import INSPECTION_FORM
from app.paper.forms.layout import FormLayout
from app.paper.forms.project_form import PROJECT_FORM
from app.paper.forms.reception_form import RECEPTION_FORM
from app.paper.forms.suggestion_form import SUGGESTION_FORM

LAYOUTS: dict[str, FormLayout] = {
    "deputies": DEPUTY_FORM,
    "receptions": RECEPTION_FORM,
    "suggestions": SUGGESTION_FORM,
    "site_activities": ACTIVITY_FORM,
    "inspections": INSPECTION_FORM,
    "livelihood_projects": PROJECT_FORM,
}


def shows_photo(key: str) -> bool:
    """Whether the form of the register of that key has a frame for a photo."""
    layout = LAYOUTS.get(key)
    return layout is not None and any(place.kind == "photo" for line in layout.lines for place in line.places)

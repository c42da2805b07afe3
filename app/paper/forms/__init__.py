"""The declared forms by register; a register without one gets the plain form."""

from app.paper.forms.deputy_form import DEPUTY_FORM
from app.paper.forms.layout import FormLayout
from app.paper.forms.reception_form import RECEPTION_FORM

LAYOUTS: dict[str, FormLayout] = {"deputies": DEPUTY_FORM, "receptions": RECEPTION_FORM}

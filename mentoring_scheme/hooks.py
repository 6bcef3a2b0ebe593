"""Wiring: what of this app plugs in where. No logic lives here."""

app_name = "mentoring_scheme"
app_title = "Mentoring Scheme"
app_publisher = "Mentoring Scheme contributors"
app_description = "Peer-mentoring schemes for fostering, adoption, refugee and leaving-care services"
app_email = "hello@mentoring-scheme.example"
app_license = "mit"

export_python_type_annotations = True
require_type_annotated_api_methods = True

before_install = "mentoring_scheme.setup.install.before_install"
after_install = "mentoring_scheme.setup.install.after_install"
before_migrate = "mentoring_scheme.setup.version_gate.check"
before_uninstall = "mentoring_scheme.setup.uninstall.before_uninstall"

doc_events = {
	"Mentoring Link": {"on_update": "mentoring_scheme.jobs.instalments.on_link_update"},
}

scheduler_events = {
	"daily_long": ["mentoring_scheme.jobs.daily.run"],
}

"""Wiring: what of this app plugs in where. No logic lives here."""

app_name = "mentoring_scheme"
app_title = "Mentoring Scheme"
app_publisher = "Mentoring Scheme contributors"
app_description = "Peer-mentoring schemes for fostering, adoption, refugee and leaving-care services"
app_email = "hello@mentoring-scheme.example"
app_license = "mit"

export_python_type_annotations = True
require_type_annotated_api_methods = True

add_to_apps_screen = [
	{
		"name": "mentoring_scheme",
		"logo": "/assets/mentoring_scheme/images/logo.svg",
		"title": "Mentoring",
		"route": "/app/mentoring",
		"has_permission": "mentoring_scheme.portal.home.has_desk",
	}
]

# the filters that the reports about a year share have to be there before a report is
app_include_js = ["/assets/mentoring_scheme/js/year_filters.js"]
app_include_css = ["/assets/mentoring_scheme/css/desk.css"]

after_request = ["mentoring_scheme.portal.by_link.keep_private"]

before_install = "mentoring_scheme.setup.install.before_install"
after_install = "mentoring_scheme.setup.install.after_install"
after_app_install = "mentoring_scheme.finance.setup.after_app_install"
before_app_uninstall = "mentoring_scheme.finance.setup.before_app_uninstall"
after_migrate = "mentoring_scheme.finance.setup.after_migrate"
before_migrate = "mentoring_scheme.setup.version_gate.check"
before_uninstall = "mentoring_scheme.setup.uninstall.before_uninstall"

# ERPNext, where it is installed, adds the fields of its accounting dimensions to these
accounting_dimension_doctypes = ["Mentoring Scheme"]

default_log_clearing_doctypes = {"Mentoring Message": 365}

doc_events = {
	"*": {
		"before_validate": "mentoring_scheme.mentoring_scheme.known_choices.refuse_others",
		"on_trash": "mentoring_scheme.retention.holds.refuse_under_hold",
	},
	"Comment": {"on_update": "mentoring_scheme.access.followers.keep_no_copy"},
	"Communication": {
		"on_update": "mentoring_scheme.access.followers.keep_no_copy",
		"validate": "mentoring_scheme.mentoring_scheme.doctype.mentoring_feedback.key.keep_out_of_sight",
	},
	"Email Queue": {
		"after_insert": "mentoring_scheme.mentoring_scheme.telling.gateway.hold_back",
		"before_insert": "mentoring_scheme.mentoring_scheme.telling.gateway.take_charge",
	},
	"File": {
		"before_validate": "mentoring_scheme.access.followers.keep_private",
		"validate": [
			"mentoring_scheme.mentoring_scheme.claims.receipts.keep",
			"mentoring_scheme.mentoring_scheme.doctype.mentoring_file_entry.seal.keep",
			"mentoring_scheme.mentoring_scheme.doctype.mentoring_payment_batch.payment_file.keep",
		],
	},
	"Mentee": {
		"on_update": [
			"mentoring_scheme.jobs.portal_access.on_role_update",
			"mentoring_scheme.setup.onboarding.on_save",
		],
	},
	"Mentor": {
		"on_update": [
			"mentoring_scheme.jobs.portal_access.on_role_update",
			"mentoring_scheme.setup.onboarding.on_save",
		],
	},
	"Mentor Claim": {
		"on_update": [
			"mentoring_scheme.jobs.claims.on_claim_update",
			"mentoring_scheme.finance.posting.on_claim_update",
		],
		"validate": [
			"mentoring_scheme.mentoring_scheme.paying.keep_in_batch",
			"mentoring_scheme.finance.settling.keep_with_ledger",
		],
	},
	"Mentoring Agreement": {"on_update": "mentoring_scheme.setup.onboarding.on_save"},
	"Mentoring Area": {"on_update": "mentoring_scheme.setup.onboarding.on_save"},
	"Mentoring File Entry": {"on_change": "mentoring_scheme.jobs.bundles.on_entry_change"},
	"Mentoring Import": {"on_update": "mentoring_scheme.jobs.importing.on_import_update"},
	"Mentoring Link": {
		"on_trash": "mentoring_scheme.mentoring_scheme.concerns.kept.refuse_deletion",
		"on_update": [
			"mentoring_scheme.jobs.bundles.on_link_update",
			"mentoring_scheme.jobs.instalments.on_link_update",
			"mentoring_scheme.jobs.portal_access.on_link_update",
			"mentoring_scheme.mentoring_scheme.doctype.mentoring_consultation.mentoring_consultation.lapse",
			"mentoring_scheme.setup.onboarding.on_save",
		],
	},
	"Mentoring Message": {"after_insert": "mentoring_scheme.jobs.texts.on_message"},
	"Mentoring Participant": {
		"on_trash": "mentoring_scheme.mentoring_scheme.concerns.kept.refuse_deletion",
		"on_update": "mentoring_scheme.setup.onboarding.on_save",
	},
	"Mentoring Payment": {
		"before_cancel": ["mentoring_scheme.mentoring_scheme.paying.keep_in_batch"],
		"before_update_after_submit": [
			"mentoring_scheme.mentoring_scheme.paying.keep_in_batch",
			"mentoring_scheme.finance.settling.keep_with_ledger",
		],
		"on_cancel": ["mentoring_scheme.finance.posting.on_payment_cancel"],
		"on_submit": ["mentoring_scheme.finance.posting.on_payment_submit"],
		"validate": [
			"mentoring_scheme.mentoring_scheme.paying.keep_in_batch",
			"mentoring_scheme.finance.settling.keep_with_ledger",
		],
	},
	"Mentoring Scheme": {
		"on_trash": "mentoring_scheme.mentoring_scheme.concerns.kept.refuse_deletion",
		"on_update": [
			"mentoring_scheme.jobs.claims.on_scheme_update",
			"mentoring_scheme.setup.onboarding.on_save",
		],
		"validate": ["mentoring_scheme.finance.schemes.check"],
	},
	"Personal Data Deletion Request": {"validate": "mentoring_scheme.retention.platform.hold_back"},
	"Purchase Invoice": {
		"before_insert": "mentoring_scheme.finance.invoices.take_key",
		"after_insert": "mentoring_scheme.finance.settling.after_invoice_insert",
		"on_cancel": [
			"mentoring_scheme.finance.invoices.free_key",
			"mentoring_scheme.finance.settling.on_invoice_cancel",
		],
		"on_change": "mentoring_scheme.finance.settling.on_invoice_change",
		"on_trash": "mentoring_scheme.finance.settling.on_invoice_trash",
	},
	"User": {
		"on_trash": "mentoring_scheme.mentoring_scheme.telling.gateway.fall_silent",
		"on_update": "mentoring_scheme.mentoring_scheme.telling.gateway.fall_silent",
	},
}

doctype_js = {
	"Contact Record": ["public/js/form_tour.js"],
	"Mentee": ["public/js/form_tour.js"],
	"Mentor": ["public/js/form_tour.js"],
	"Mentor Claim": ["public/js/ledger_form.js"],
	"Mentoring Agreement": ["public/js/form_tour.js"],
	"Mentoring Link": ["public/js/form_tour.js"],
	"Mentoring Participant": ["public/js/form_tour.js"],
	"Mentoring Payment": ["public/js/ledger_form.js"],
	"Mentoring Scheme": ["public/js/ledger_scheme.js", "public/js/form_tour.js"],
	"Mentoring Supervision": ["public/js/form_tour.js"],
}

doctype_list_js = {
	"Mentor Claim": ["public/js/bulk_approval.js", "public/js/ledger_list.js"],
	"Mentoring Area": "public/js/no_map_view.js",
	"Mentoring Participant": "public/js/no_map_view.js",
	"Mentoring Payment": ["public/js/bulk_approval.js", "public/js/ledger_list.js"],
}

get_website_user_home_page = "mentoring_scheme.portal.home.landing"

has_permission = {
	"Activity Log": "mentoring_scheme.access.followers.has_permission",
	"Comment": "mentoring_scheme.access.followers.has_permission",
	"Communication": "mentoring_scheme.access.followers.has_permission",
	"Contact Record": "mentoring_scheme.access.readings.has_permission",
	"Deleted Document": "mentoring_scheme.access.followers.has_permission",
	"Document Follow": "mentoring_scheme.access.followers.has_permission",
	"Email Queue": "mentoring_scheme.access.followers.has_permission",
	# Frappe 15 asks the last one only, which asks the others
	"File": [
		"mentoring_scheme.mentoring_scheme.claims.receipts.has_permission",
		"mentoring_scheme.mentoring_scheme.doctype.mentoring_file_entry.seal.has_permission",
		"mentoring_scheme.mentoring_scheme.doctype.mentoring_payment_batch.payment_file.has_permission",
		"mentoring_scheme.access.followers.has_permission",
	],
	"Mentee": "mentoring_scheme.access.readings.has_permission",
	"Mentor": "mentoring_scheme.access.readings.has_permission",
	"Mentor Assessment": "mentoring_scheme.access.readings.has_permission",
	"Mentor Check": "mentoring_scheme.access.readings.has_permission",
	"Mentor Claim": "mentoring_scheme.access.readings.has_permission",
	"Mentor Reference": "mentoring_scheme.access.readings.has_permission",
	"Mentoring Agreement": "mentoring_scheme.access.readings.has_permission",
	"Mentoring Approval Run": "mentoring_scheme.access.readings.has_permission",
	"Mentoring Application": "mentoring_scheme.access.readings.has_permission",
	"Mentoring Area": "mentoring_scheme.access.readings.has_permission",
	"Mentoring Attribute": "mentoring_scheme.access.readings.has_permission",
	"Mentoring Booking": "mentoring_scheme.access.readings.has_permission",
	"Mentoring Concern": "mentoring_scheme.access.readings.has_permission",
	"Mentoring Consultation": "mentoring_scheme.access.readings.has_permission",
	"Mentoring Data Request": "mentoring_scheme.access.readings.has_permission",
	"Mentoring Disposal List": "mentoring_scheme.access.readings.has_permission",
	"Mentoring Equality Profile": "mentoring_scheme.access.readings.has_permission",
	"Mentoring Event": "mentoring_scheme.access.readings.has_permission",
	"Mentoring Feedback": "mentoring_scheme.access.readings.has_permission",
	"Mentoring File Entry": "mentoring_scheme.access.readings.has_permission",
	"Mentoring Follow Up": "mentoring_scheme.access.readings.has_permission",
	"Mentoring Household": "mentoring_scheme.access.readings.has_permission",
	"Mentoring Import": "mentoring_scheme.access.readings.has_permission",
	"Mentoring Import Entry": "mentoring_scheme.access.readings.has_permission",
	"Mentoring Legal Hold": "mentoring_scheme.access.readings.has_permission",
	"Mentoring Letter": "mentoring_scheme.access.readings.has_permission",
	"Mentoring Link": "mentoring_scheme.access.readings.has_permission",
	"Mentoring Matching Round": "mentoring_scheme.access.readings.has_permission",
	"Mentoring Message": "mentoring_scheme.access.readings.has_permission",
	"Mentoring Participant": "mentoring_scheme.access.readings.has_permission",
	"Mentoring Payee Account": "mentoring_scheme.access.readings.has_permission",
	"Mentoring Payment": "mentoring_scheme.access.readings.has_permission",
	"Mentoring Payment Batch": "mentoring_scheme.access.readings.has_permission",
	"Mentoring Policy Version": "mentoring_scheme.access.readings.has_permission",
	"Mentoring Reminder": "mentoring_scheme.access.readings.has_permission",
	"Mentoring Request": "mentoring_scheme.access.readings.has_permission",
	"Mentoring Scheme": "mentoring_scheme.access.readings.has_permission",
	"Mentoring Setup Plan": "mentoring_scheme.access.readings.has_permission",
	"Mentoring Setup Step": "mentoring_scheme.access.readings.has_permission",
	"Mentoring Supervision": "mentoring_scheme.access.readings.has_permission",
	"Mentoring Support Note": "mentoring_scheme.access.readings.has_permission",
	"Mentoring Wording": "mentoring_scheme.access.readings.has_permission",
	"Tag Link": "mentoring_scheme.access.followers.has_permission",
	"ToDo": "mentoring_scheme.access.followers.has_permission",
	"Version": "mentoring_scheme.access.followers.has_permission",
	"View Log": "mentoring_scheme.access.followers.has_permission",
}

# a refusal would name the concern to whoever deletes an account (see concerns/kept.py); and the log of what people were
# told must keep nobody from deleting what it was about
ignore_links_on_delete = ["Mentoring Concern", "Mentoring Message"]

jinja = {
	"methods": [
		"mentoring_scheme.mentoring_scheme.scheme_look.look_of_scheme",
		"mentoring_scheme.mentoring_scheme.statement.household_statement",
		"mentoring_scheme.mentoring_scheme.telling.addresses.letter_address",
	]
}

override_whitelisted_methods = {
	"frappe.desk.form.load.get_communications": "mentoring_scheme.access.timeline.get_communications",
	"frappe.desk.form.load.get_docinfo": "mentoring_scheme.access.timeline.get_docinfo",
	"frappe.desk.form.load.getdoc": "mentoring_scheme.access.timeline.getdoc",
	"frappe.desk.search.get_link_title": "mentoring_scheme.access.search.get_link_title",
	"frappe.realtime.can_subscribe_doc": "mentoring_scheme.access.timeline.can_subscribe_doc",  # Frappe 15
	"frappe.realtime.has_permission": "mentoring_scheme.access.timeline.has_permission",  # Frappe 16
	"frappe.utils.global_search.search": "mentoring_scheme.access.search.search_everywhere",
}

permission_query_conditions = {
	"Activity Log": "mentoring_scheme.access.followers.conditions",
	"Comment": "mentoring_scheme.access.followers.conditions",
	"Communication": "mentoring_scheme.access.followers.conditions",
	"Contact Action": "mentoring_scheme.access.readings.conditions",
	"Contact Record": "mentoring_scheme.access.readings.conditions",
	"Contact Record Remark": "mentoring_scheme.access.readings.conditions",
	"Deleted Document": "mentoring_scheme.access.followers.conditions",
	"Document Follow": "mentoring_scheme.access.followers.conditions",
	"Email Queue": "mentoring_scheme.access.followers.conditions",
	"File": "mentoring_scheme.access.followers.conditions",
	"Mentee": "mentoring_scheme.access.readings.conditions",
	"Mentor": "mentoring_scheme.access.readings.conditions",
	"Mentor Assessment": "mentoring_scheme.access.readings.conditions",
	"Mentor Check": "mentoring_scheme.access.readings.conditions",
	"Mentor Claim": "mentoring_scheme.access.readings.conditions",
	"Mentor Claim Expense": "mentoring_scheme.access.readings.conditions",
	"Mentor Claim Time": "mentoring_scheme.access.readings.conditions",
	"Mentor Development Need": "mentoring_scheme.access.readings.conditions",
	"Mentor Quality Rating": "mentoring_scheme.access.readings.conditions",
	"Mentor Reference": "mentoring_scheme.access.readings.conditions",
	"Mentor Training": "mentoring_scheme.access.readings.conditions",
	"Mentoring Active Period": "mentoring_scheme.access.readings.conditions",
	"Mentoring Agreement": "mentoring_scheme.access.readings.conditions",
	"Mentoring Agreement Section": "mentoring_scheme.access.readings.conditions",
	"Mentoring Aim": "mentoring_scheme.access.readings.conditions",
	"Mentoring Application": "mentoring_scheme.access.readings.conditions",
	"Mentoring Approval": "mentoring_scheme.access.readings.conditions",
	"Mentoring Approval Run": "mentoring_scheme.access.readings.conditions",
	"Mentoring Approval Run Line": "mentoring_scheme.access.readings.conditions",
	"Mentoring Area": "mentoring_scheme.access.readings.conditions",
	"Mentoring Attribute": "mentoring_scheme.access.readings.conditions",
	"Mentoring Attribute Row": "mentoring_scheme.access.readings.conditions",
	"Mentoring Booking": "mentoring_scheme.access.readings.conditions",
	"Mentoring Characteristic Wish": "mentoring_scheme.access.readings.conditions",
	"Mentoring Claim Task": "mentoring_scheme.access.readings.conditions",
	"Mentoring Concern": "mentoring_scheme.access.readings.conditions",
	"Mentoring Concern Decision": "mentoring_scheme.access.readings.conditions",
	"Mentoring Concern Step": "mentoring_scheme.access.readings.conditions",
	"Mentoring Concern Told": "mentoring_scheme.access.readings.conditions",
	"Mentoring Consultation": "mentoring_scheme.access.readings.conditions",
	"Mentoring Contact Way": "mentoring_scheme.access.readings.conditions",
	"Mentoring Data Request": "mentoring_scheme.access.readings.conditions",
	"Mentoring Data Request Item": "mentoring_scheme.access.readings.conditions",
	"Mentoring Decision": "mentoring_scheme.access.readings.conditions",
	"Mentoring Disposal List": "mentoring_scheme.access.readings.conditions",
	"Mentoring Disposal Row": "mentoring_scheme.access.readings.conditions",
	"Mentoring Eligibility Rule": "mentoring_scheme.access.readings.conditions",
	"Mentoring Equality Profile": "mentoring_scheme.access.readings.conditions",
	"Mentoring Event": "mentoring_scheme.access.readings.conditions",
	"Mentoring Event Topic": "mentoring_scheme.access.readings.conditions",
	"Mentoring Expense Kind": "mentoring_scheme.access.readings.conditions",
	"Mentoring Extension": "mentoring_scheme.access.readings.conditions",
	"Mentoring Feedback": "mentoring_scheme.access.readings.conditions",
	"Mentoring Feedback Answer": "mentoring_scheme.access.readings.conditions",
	"Mentoring Feedback Question": "mentoring_scheme.access.readings.conditions",
	"Mentoring File Entry": "mentoring_scheme.access.readings.conditions",
	"Mentoring Filed Document": "mentoring_scheme.access.readings.conditions",
	"Mentoring Follow Up": "mentoring_scheme.access.readings.conditions",
	"Mentoring Follow Up Month": "mentoring_scheme.access.readings.conditions",
	"Mentoring Goal": "mentoring_scheme.access.readings.conditions",
	"Mentoring Household": "mentoring_scheme.access.readings.conditions",
	"Mentoring Import": "mentoring_scheme.access.readings.conditions",
	"Mentoring Import Entry": "mentoring_scheme.access.readings.conditions",
	"Mentoring Import Finding": "mentoring_scheme.access.readings.conditions",
	"Mentoring Introduction Topic": "mentoring_scheme.access.readings.conditions",
	"Mentoring Legal Hold": "mentoring_scheme.access.readings.conditions",
	"Mentoring Letter": "mentoring_scheme.access.readings.conditions",
	"Mentoring Link": "mentoring_scheme.access.readings.conditions",
	"Mentoring Link Review": "mentoring_scheme.access.readings.conditions",
	"Mentoring Match Contribution": "mentoring_scheme.access.readings.conditions",
	"Mentoring Matching Criterion": "mentoring_scheme.access.readings.conditions",
	"Mentoring Matching Round": "mentoring_scheme.access.readings.conditions",
	"Mentoring Mileage Rate": "mentoring_scheme.access.readings.conditions",
	"Mentoring Message": "mentoring_scheme.access.readings.conditions",
	"Mentoring Participant": "mentoring_scheme.access.readings.conditions",
	"Mentoring Payee Account": "mentoring_scheme.access.readings.conditions",
	"Mentoring Payment": "mentoring_scheme.access.readings.conditions",
	"Mentoring Payment Batch": "mentoring_scheme.access.readings.conditions",
	"Mentoring Payment Batch Line": "mentoring_scheme.access.readings.conditions",
	"Mentoring Policy Version": "mentoring_scheme.access.readings.conditions",
	"Mentoring Preparation Topic": "mentoring_scheme.access.readings.conditions",
	"Mentoring Reminder": "mentoring_scheme.access.readings.conditions",
	"Mentoring Reminder Rule": "mentoring_scheme.access.readings.conditions",
	"Mentoring Request": "mentoring_scheme.access.readings.conditions",
	"Mentoring Required Check": "mentoring_scheme.access.readings.conditions",
	"Mentoring Resource": "mentoring_scheme.access.readings.conditions",
	"Mentoring Retention Rule": "mentoring_scheme.access.readings.conditions",
	"Mentoring Round Pair": "mentoring_scheme.access.readings.conditions",
	"Mentoring Round Pin": "mentoring_scheme.access.readings.conditions",
	"Mentoring Scheme": "mentoring_scheme.access.readings.conditions",
	"Mentoring Scheme Member": "mentoring_scheme.access.readings.conditions",
	"Mentoring Scheme Quality": "mentoring_scheme.access.readings.conditions",
	"Mentoring Scheme Section": "mentoring_scheme.access.readings.conditions",
	"Mentoring Scheme Topic": "mentoring_scheme.access.readings.conditions",
	"Mentoring Self Rating": "mentoring_scheme.access.readings.conditions",
	"Mentoring Setup Plan": "mentoring_scheme.access.readings.conditions",
	"Mentoring Setup Step": "mentoring_scheme.access.readings.conditions",
	"Mentoring Signature": "mentoring_scheme.access.readings.conditions",
	"Mentoring Supervision": "mentoring_scheme.access.readings.conditions",
	"Mentoring Supervision Action": "mentoring_scheme.access.readings.conditions",
	"Mentoring Supervision Attendance": "mentoring_scheme.access.readings.conditions",
	"Mentoring Supervision Link": "mentoring_scheme.access.readings.conditions",
	"Mentoring Support Note": "mentoring_scheme.access.readings.conditions",
	"Mentoring Support Type": "mentoring_scheme.access.readings.conditions",
	"Mentoring Suspension": "mentoring_scheme.access.readings.conditions",
	"Mentoring Training Requirement": "mentoring_scheme.access.readings.conditions",
	"Mentoring Wish": "mentoring_scheme.access.readings.conditions",
	"Mentoring Wording": "mentoring_scheme.access.readings.conditions",
	"Tag Link": "mentoring_scheme.access.followers.conditions",
	"ToDo": "mentoring_scheme.access.followers.conditions",
	"Version": "mentoring_scheme.access.followers.conditions",
	"View Log": "mentoring_scheme.access.followers.conditions",
}

# whoever has one of these roles comes to all of these pages from any of them
portal_menu_items = [
	{"title": "Mentoring", "route": "/mentoring", "role": "Mentor"},
	{"title": "Claims", "route": "/mentoring/claims", "role": "Mentor"},
	{"title": "Contact records", "route": "/mentoring/records", "role": "Mentee"},
]

scheduler_events = {
	"cron": {"*/5 * * * *": ["mentoring_scheme.jobs.texts.send_waiting"]},
	"daily_long": ["mentoring_scheme.jobs.daily.run", "mentoring_scheme.jobs.settling.run"],
	"hourly_long": [
		"mentoring_scheme.jobs.approvals.take_up_again",
		"mentoring_scheme.jobs.bundles.take_up_again",
		"mentoring_scheme.jobs.disposal.take_up_again",
		"mentoring_scheme.jobs.importing.take_up_again",
		"mentoring_scheme.jobs.ledger.sweep",
		"mentoring_scheme.mentoring_scheme.doctype.mentoring_feedback.key.forget_sent",
	],
	"monthly_long": ["mentoring_scheme.jobs.disposal.prepare_all"],
}

standard_queries = {
	"Contact Action": "mentoring_scheme.access.search.search_guarded",
	"Contact Record": "mentoring_scheme.access.search.search_guarded",
	"Contact Record Remark": "mentoring_scheme.access.search.search_guarded",
	"Mentee": "mentoring_scheme.access.search.search_guarded",
	"Mentor": "mentoring_scheme.access.search.search_guarded",
	"Mentor Assessment": "mentoring_scheme.access.search.search_guarded",
	"Mentor Check": "mentoring_scheme.access.search.search_guarded",
	"Mentor Claim": "mentoring_scheme.access.search.search_guarded",
	"Mentor Claim Expense": "mentoring_scheme.access.search.search_guarded",
	"Mentor Claim Time": "mentoring_scheme.access.search.search_guarded",
	"Mentor Development Need": "mentoring_scheme.access.search.search_guarded",
	"Mentor Quality Rating": "mentoring_scheme.access.search.search_guarded",
	"Mentor Reference": "mentoring_scheme.access.search.search_guarded",
	"Mentor Training": "mentoring_scheme.access.search.search_guarded",
	"Mentoring Active Period": "mentoring_scheme.access.search.search_guarded",
	"Mentoring Agreement": "mentoring_scheme.access.search.search_guarded",
	"Mentoring Agreement Section": "mentoring_scheme.access.search.search_guarded",
	"Mentoring Aim": "mentoring_scheme.access.search.search_guarded",
	"Mentoring Application": "mentoring_scheme.access.search.search_guarded",
	"Mentoring Approval": "mentoring_scheme.access.search.search_guarded",
	"Mentoring Approval Run": "mentoring_scheme.access.search.search_guarded",
	"Mentoring Approval Run Line": "mentoring_scheme.access.search.search_guarded",
	"Mentoring Area": "mentoring_scheme.access.search.search_guarded",
	"Mentoring Attribute": "mentoring_scheme.access.search.search_guarded",
	"Mentoring Attribute Row": "mentoring_scheme.access.search.search_guarded",
	"Mentoring Booking": "mentoring_scheme.access.search.search_guarded",
	"Mentoring Characteristic Wish": "mentoring_scheme.access.search.search_guarded",
	"Mentoring Claim Task": "mentoring_scheme.access.search.search_guarded",
	"Mentoring Concern": "mentoring_scheme.access.search.search_guarded",
	"Mentoring Concern Decision": "mentoring_scheme.access.search.search_guarded",
	"Mentoring Concern Step": "mentoring_scheme.access.search.search_guarded",
	"Mentoring Concern Told": "mentoring_scheme.access.search.search_guarded",
	"Mentoring Consultation": "mentoring_scheme.access.search.search_guarded",
	"Mentoring Contact Way": "mentoring_scheme.access.search.search_guarded",
	"Mentoring Data Request": "mentoring_scheme.access.search.search_guarded",
	"Mentoring Data Request Item": "mentoring_scheme.access.search.search_guarded",
	"Mentoring Decision": "mentoring_scheme.access.search.search_guarded",
	"Mentoring Disposal List": "mentoring_scheme.access.search.search_guarded",
	"Mentoring Disposal Row": "mentoring_scheme.access.search.search_guarded",
	"Mentoring Eligibility Rule": "mentoring_scheme.access.search.search_guarded",
	"Mentoring Equality Profile": "mentoring_scheme.access.search.search_guarded",
	"Mentoring Event": "mentoring_scheme.access.search.search_guarded",
	"Mentoring Event Topic": "mentoring_scheme.access.search.search_guarded",
	"Mentoring Expense Kind": "mentoring_scheme.access.search.search_guarded",
	"Mentoring Extension": "mentoring_scheme.access.search.search_guarded",
	"Mentoring Feedback": "mentoring_scheme.access.search.search_guarded",
	"Mentoring Feedback Answer": "mentoring_scheme.access.search.search_guarded",
	"Mentoring Feedback Question": "mentoring_scheme.access.search.search_guarded",
	"Mentoring File Entry": "mentoring_scheme.access.search.search_guarded",
	"Mentoring Filed Document": "mentoring_scheme.access.search.search_guarded",
	"Mentoring Follow Up": "mentoring_scheme.access.search.search_guarded",
	"Mentoring Follow Up Month": "mentoring_scheme.access.search.search_guarded",
	"Mentoring Goal": "mentoring_scheme.access.search.search_guarded",
	"Mentoring Household": "mentoring_scheme.access.search.search_guarded",
	"Mentoring Import": "mentoring_scheme.access.search.search_guarded",
	"Mentoring Import Entry": "mentoring_scheme.access.search.search_guarded",
	"Mentoring Import Finding": "mentoring_scheme.access.search.search_guarded",
	"Mentoring Introduction Topic": "mentoring_scheme.access.search.search_guarded",
	"Mentoring Legal Hold": "mentoring_scheme.access.search.search_guarded",
	"Mentoring Letter": "mentoring_scheme.access.search.search_guarded",
	"Mentoring Link": "mentoring_scheme.access.search.search_guarded",
	"Mentoring Link Review": "mentoring_scheme.access.search.search_guarded",
	"Mentoring Match Contribution": "mentoring_scheme.access.search.search_guarded",
	"Mentoring Matching Criterion": "mentoring_scheme.access.search.search_guarded",
	"Mentoring Matching Round": "mentoring_scheme.access.search.search_guarded",
	"Mentoring Mileage Rate": "mentoring_scheme.access.search.search_guarded",
	"Mentoring Message": "mentoring_scheme.access.search.search_guarded",
	"Mentoring Participant": "mentoring_scheme.access.search.search_guarded",
	"Mentoring Payee Account": "mentoring_scheme.access.search.search_guarded",
	"Mentoring Payment": "mentoring_scheme.access.search.search_guarded",
	"Mentoring Payment Batch": "mentoring_scheme.access.search.search_guarded",
	"Mentoring Payment Batch Line": "mentoring_scheme.access.search.search_guarded",
	"Mentoring Policy Version": "mentoring_scheme.access.search.search_guarded",
	"Mentoring Preparation Topic": "mentoring_scheme.access.search.search_guarded",
	"Mentoring Reminder": "mentoring_scheme.access.search.search_guarded",
	"Mentoring Reminder Rule": "mentoring_scheme.access.search.search_guarded",
	"Mentoring Request": "mentoring_scheme.access.search.search_guarded",
	"Mentoring Required Check": "mentoring_scheme.access.search.search_guarded",
	"Mentoring Resource": "mentoring_scheme.access.search.search_guarded",
	"Mentoring Retention Rule": "mentoring_scheme.access.search.search_guarded",
	"Mentoring Round Pair": "mentoring_scheme.access.search.search_guarded",
	"Mentoring Round Pin": "mentoring_scheme.access.search.search_guarded",
	"Mentoring Scheme": "mentoring_scheme.access.search.search_guarded",
	"Mentoring Scheme Member": "mentoring_scheme.access.search.search_guarded",
	"Mentoring Scheme Quality": "mentoring_scheme.access.search.search_guarded",
	"Mentoring Scheme Section": "mentoring_scheme.access.search.search_guarded",
	"Mentoring Scheme Topic": "mentoring_scheme.access.search.search_guarded",
	"Mentoring Self Rating": "mentoring_scheme.access.search.search_guarded",
	"Mentoring Setup Plan": "mentoring_scheme.access.search.search_guarded",
	"Mentoring Setup Step": "mentoring_scheme.access.search.search_guarded",
	"Mentoring Signature": "mentoring_scheme.access.search.search_guarded",
	"Mentoring Supervision": "mentoring_scheme.access.search.search_guarded",
	"Mentoring Supervision Action": "mentoring_scheme.access.search.search_guarded",
	"Mentoring Supervision Attendance": "mentoring_scheme.access.search.search_guarded",
	"Mentoring Supervision Link": "mentoring_scheme.access.search.search_guarded",
	"Mentoring Support Note": "mentoring_scheme.access.search.search_guarded",
	"Mentoring Support Type": "mentoring_scheme.access.search.search_guarded",
	"Mentoring Suspension": "mentoring_scheme.access.search.search_guarded",
	"Mentoring Training Requirement": "mentoring_scheme.access.search.search_guarded",
	"Mentoring Wish": "mentoring_scheme.access.search.search_guarded",
	"Mentoring Wording": "mentoring_scheme.access.search.search_guarded",
}

web_include_js = ["/assets/mentoring_scheme/js/kept_here.js"]

website_route_rules = [
	{"from_route": "/mentoring/agreements/<agreement>", "to_route": "mentoring/agreement"},
	{"from_route": "/mentoring/agreements/<agreement>/sign", "to_route": "mentoring/agreement_sign"},
	{"from_route": "/mentoring/claims/<claim>", "to_route": "mentoring/claim"},
	{"from_route": "/mentoring/claims/<claim>/expense", "to_route": "mentoring/claim_expense"},
	{"from_route": "/mentoring/claims/<claim>/time", "to_route": "mentoring/claim_time"},
	{"from_route": "/mentoring/links/<link>", "to_route": "mentoring/link"},
	{"from_route": "/mentoring/links/<link>/record", "to_route": "mentoring/record_form"},
	{"from_route": "/mentoring/records/<record>", "to_route": "mentoring/record"},
	{"from_route": "/mentoring/records/<record>/write", "to_route": "mentoring/record_form"},
	{"from_route": "/mentoring/events/<event>", "to_route": "mentoring/event"},
	{"from_route": "/mentoring/feedback/<feedback>", "to_route": "mentoring/feedback"},
	{"from_route": "/mentoring/give-feedback", "to_route": "mentoring/give_feedback"},
	{"from_route": "/mentoring/profile/ask", "to_route": "mentoring/profile_ask"},
	{"from_route": "/mentoring/profile/change", "to_route": "mentoring/profile_change"},
]

# For the platform's download of personal data; its deletion is held back for the people of a scheme
user_data_fields = [
	{"doctype": "Mentoring Application", "filter_by": "email"},
	{"doctype": "Mentoring Participant", "filter_by": "user"},
	{"doctype": "Mentoring Reminder", "filter_by": "recipient"},
]

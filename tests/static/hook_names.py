"""The hooks and events that Frappe knows. It ignores a misspelt one without a word, so the tests hold this list."""

HOOKS = set(
	"""
	app_name app_title app_publisher app_description app_email app_license app_version app_home app_logo_url
	export_python_type_annotations require_type_annotated_api_methods required_apps add_to_apps_screen
	app_include_js app_include_css app_include_icons web_include_js web_include_css webform_include_js
	webform_include_css page_js doctype_js doctype_list_js doctype_tree_js doctype_calendar_js
	before_install after_install before_uninstall after_uninstall before_app_install after_app_install
	before_app_uninstall after_app_uninstall before_migrate after_migrate before_tests
	home_page role_home_page get_website_user_home_page website_generators website_route_rules website_redirects
	standard_portal_menu_items portal_menu_items update_website_context base_template brand_html
	has_permission has_website_permission permission_query_conditions
	doc_events scheduler_events fixtures jinja notification_config override_whitelisted_methods
	override_doctype_dashboards standard_queries treeviews calendars communication_doctypes
	ignore_links_on_delete auto_cancel_exempted_doctypes user_data_fields default_log_clearing_doctypes
	before_request after_request before_job after_job auth_hooks extend_bootinfo boot_session on_session_creation
	on_logout global_search_doctypes website_context email_css default_mail_footer welcome_email
	pdf_generator get_print_format_template ignore_translatable_strings_from
	""".split()
)
HOOKS.add("accounting_dimension_doctypes")  # ERPNext's

# They replace a class of another app as a whole; two apps that do so break each other.
REPLACING_HOOKS = {"override_doctype_class", "extend_doctype_class"}

DOC_EVENTS = set(
	"""
	before_naming autoname before_insert after_insert before_validate validate before_save on_update on_change
	before_submit on_submit before_cancel on_cancel before_update_after_submit on_update_after_submit
	on_trash after_delete before_rename after_rename before_print
	""".split()
)

SCHEDULES = set(
	"""
	all hourly hourly_long hourly_maintenance daily daily_long daily_maintenance weekly weekly_long monthly
	monthly_long yearly annual cron
	""".split()
)

# Which DocTypes the keys of these hooks name.
KEYED_BY_DOCTYPE = {
	"has_permission",
	"has_website_permission",
	"permission_query_conditions",
	"doc_events",
	"doctype_js",
	"doctype_list_js",
	"doctype_tree_js",
	"doctype_calendar_js",
	"override_doctype_dashboards",
}

"""The fields that this app adds where ERPNext is there: to its own documents, and to the ledger's. Data, no logic."""

MODULE = "Mentoring Scheme"
LEDGER_ONLY = "eval:doc.paid_through == 'Ledger'"

# What a scheme says about its place in the ledger.
COMPANY = "ledger_company"
SUPPLIER_GROUP = "ledger_supplier_group"
EXPENSE_ACCOUNT = "ledger_expense_account"
COST_CENTRE = "ledger_cost_center"
PROJECT = "ledger_project"
KIND_ACCOUNT = "ledger_account"

# ERPNext puts the fields of a company's accounting dimensions after these two, by these names.
DIMENSIONS_SECTION = "accounting_dimensions_section"
DIMENSIONS_COLUMN = "dimension_col_break"

FIELDS = {
	"Mentoring Scheme": [
		{
			"fieldname": "ledger_section",
			"fieldtype": "Section Break",
			"label": "In the ledger",
			"insert_after": "invoices_as",
			"depends_on": LEDGER_ONLY,
		},
		{
			"fieldname": COMPANY,
			"fieldtype": "Link",
			"options": "Company",
			"label": "Company",
			"insert_after": "ledger_section",
			"mandatory_depends_on": LEDGER_ONLY,
			"description": "The company in ERPNext whose books hold what this scheme pays.",
		},
		{
			"fieldname": SUPPLIER_GROUP,
			"fieldtype": "Link",
			"options": "Supplier Group",
			"label": "Supplier group",
			"insert_after": COMPANY,
			"mandatory_depends_on": LEDGER_ONLY,
			"description": "Households that are paid become suppliers of this group.",
		},
		{
			"fieldname": "ledger_column",
			"fieldtype": "Column Break",
			"insert_after": SUPPLIER_GROUP,
		},
		{
			"fieldname": EXPENSE_ACCOUNT,
			"fieldtype": "Link",
			"options": "Account",
			"label": "Expense account",
			"insert_after": "ledger_column",
			"mandatory_depends_on": LEDGER_ONLY,
			"description": "For payments, for tasks, and for kinds of expense without an account of their own.",
		},
		{
			"fieldname": COST_CENTRE,
			"fieldtype": "Link",
			"options": "Cost Center",
			"label": "Cost centre",
			"insert_after": EXPENSE_ACCOUNT,
			"description": "The company's own cost centre where empty.",
		},
		{
			"fieldname": PROJECT,
			"fieldtype": "Link",
			"options": "Project",
			"label": "Project",
			"insert_after": COST_CENTRE,
		},
		{
			"fieldname": DIMENSIONS_SECTION,
			"fieldtype": "Section Break",
			"label": "Accounting dimensions",
			"insert_after": PROJECT,
			"depends_on": LEDGER_ONLY,
			"description": "What the company asks for besides cost centre and project. The company's default where empty.",
		},
		{
			"fieldname": DIMENSIONS_COLUMN,
			"fieldtype": "Column Break",
			"insert_after": DIMENSIONS_SECTION,
		},
	],
	"Mentoring Expense Kind": [
		{
			"fieldname": KIND_ACCOUNT,
			"fieldtype": "Link",
			"options": "Account",
			"label": "Account in the ledger",
			"insert_after": "receipt_above",
			"description": "The scheme's expense account where empty.",
		},
	],
	"Purchase Invoice": [
		{
			"fieldname": "mentoring_document_type",
			"fieldtype": "Link",
			"options": "DocType",
			"label": "Mentoring document type",
			"insert_after": "bill_date",
			"hidden": 1,
			"read_only": 1,
			"no_copy": 1,
			"print_hide": 1,
		},
		{
			"fieldname": "mentoring_document",
			"fieldtype": "Dynamic Link",
			"options": "mentoring_document_type",
			"label": "Mentoring payment or claim",
			"insert_after": "mentoring_document_type",
			"depends_on": "mentoring_document",
			"read_only": 1,
			"no_copy": 1,
			"print_hide": 1,
			"search_index": 1,
			"description": "What this invoice pays. It follows what happens to the invoice.",
		},
		{
			"fieldname": "mentoring_key",
			"fieldtype": "Data",
			"label": "Mentoring key",
			"insert_after": "mentoring_document",
			"hidden": 1,
			"read_only": 1,
			"no_copy": 1,
			"unique": 1,
			"print_hide": 1,
			"description": "What is paid, once: no second invoice that counts can have it. Empty on a cancelled invoice.",
		},
	],
	"Supplier": [
		{
			"fieldname": "mentoring_household",
			"fieldtype": "Link",
			"options": "Mentoring Household",
			"label": "Mentoring household",
			"insert_after": "supplier_type",
			"unique": 1,
			"no_copy": 1,
			"description": "The household of mentors that is paid as this supplier. Name it here to use a supplier that exists.",
		},
	],
}

package codebook

// NotFound and the like are the catalog's, silent.
const (
	NotFound = "not_found"
	Denied   = "not_authorized"
)

// Expired and Banned are not the catalog's, and reported where they are compared.
const (
	Expired = "authentication.expired"
	Banned  = "account_banned"
)

//medipimlint:code
const Maintenance = "maintenance_window"

//medipimlint:code
const (
	Quota    = "quota_used_up"
	ReadOnly = "read_only_mode"
)

package catalog

// table is the vendor's list of error codes, complete as of the page "Error handling" of the
// Medipim API documentation, https://docs.dev.medipim.be/error-handling. The order is the page's.
// Meaning and remedy are the page's advice in our words.
var table = []Entry{
	{
		Status: 400, Code: "bad_request",
		Meaning: "the body or the parameters are invalid: malformed JSON, a required field missing",
		Remedy:  "fix the request; do not retry it",
	},
	{
		Status: 401, Code: "authentication.not_authenticated",
		Meaning: "no valid credentials in the request",
		Remedy:  "send a correct Authorization header",
	},
	{
		Status: 401, Code: "authentication.api_key_not_found",
		Meaning: "the API key does not exist",
		Remedy:  "check the key",
	},
	{
		Status: 401, Code: "authentication.invalid_api_secret",
		Meaning: "the secret does not match the key",
		Remedy:  "check the pair of key and secret",
	},
	{
		Status: 401, Code: "authentication.api_key_is_not_active",
		Meaning: "the API key was deactivated",
		Remedy:  "ask the vendor to reactivate the key",
	},
	{
		Status: 403, Code: "not_authorized",
		Meaning: "valid credentials without the permission",
		Remedy:  "check the permissions of the key",
	},
	{
		Status: 404, Code: "not_found",
		Meaning: "the resource does not exist",
		Remedy:  "treat it as a normal outcome of a lookup",
	},
	{
		Status: 404, Code: "endpoint_not_found",
		Meaning: "the URL does not exist",
		Remedy:  "correct the path: the client has a bug",
	},
	{
		Status: 405, Code: "http_method_not_allowed",
		Meaning: "the endpoint does not support the method",
		Remedy:  "correct the method: the client has a bug",
	},
	{
		Status: 422, Code: "validation_failed",
		Meaning: "the request was understood, but its data is invalid; violations says which fields",
		Remedy:  "show the violations",
	},
	{
		Status: 429, Code: "too_many_requests",
		Meaning: "the rate limit was exceeded",
		Remedy:  "back off, and retry after a short delay",
	},
	{
		Status: 500, Code: "server_error",
		Meaning: "an unexpected error at the server",
		Remedy:  "if it persists, contact the vendor's support",
	},
}

// authPrefix begins every code about credentials, and no other.
const authPrefix = "authentication."

// authPrefixes are what other APIs, and hurried programmers, write for authPrefix. Compared as
// [squash] leaves them.
var authPrefixes = []string{"authentication", "authn", "auth"}

// A synonym row lists what other APIs call a status, or one code of it.
type synonym struct {
	status int
	code   string // the code that the names mean; "" if they mean the status as a whole
	names  string // separated by spaces; case and separators do not matter
}

// synonyms are the usual names of errors in other APIs. Some rows have a single code because its
// status has no other (400); some because their names tell the codes of a status apart (404).
var synonyms = []synonym{
	{status: 400, names: `
		invalid_request invalid_request_error bad_request_error malformed_request request_malformed
		malformed_json invalid_json invalid_body invalid_request_body invalid_payload invalid_syntax
		missing_parameter missing_field`},
	{status: 401, names: `
		unauthorized unauthorised unauthorized_error unauthenticated authentication_error
		authentication_failed authentication_required authentication_failure auth_error auth_failed
		auth_required not_logged_in login_required invalid_credentials bad_credentials
		missing_credentials invalid_authentication invalid_auth invalid_token token_expired
		expired_token invalid_api_key invalid_key bad_api_key api_key_invalid`},
	{status: 403, names: `
		forbidden forbidden_error access_denied access_forbidden permission_denied permission_error
		no_permission not_permitted not_allowed insufficient_permissions insufficient_permission
		insufficient_scope insufficient_privileges missing_permission`},
	{status: 404, code: "not_found", names: `
		resource_not_found resource_missing object_not_found entity_not_found item_not_found
		record_not_found product_not_found no_such_resource does_not_exist`},
	{status: 404, code: "endpoint_not_found", names: `
		route_not_found url_not_found path_not_found unknown_endpoint unknown_route no_route
		no_such_endpoint invalid_endpoint`},
	{status: 404, names: `page_not_found not_found_error`},
	{status: 405, names: `
		method_not_allowed method_not_supported unsupported_method http_method_not_supported
		invalid_method bad_method`},
	{status: 422, names: `
		unprocessable_entity unprocessable unprocessable_content validation_error
		validation_exception validation_errors validation failed_validation invalid_data
		constraint_violation`},
	{status: 429, names: `
		rate_limited rate_limit rate_limit_exceeded rate_limit_error rate_limit_reached
		rate_limiting rate_exceeded request_limit_exceeded throttled throttling throttle
		throttling_exception throttling_error requests_throttled quota_exceeded limit_exceeded
		slow_down`},
	{status: 500, names: `
		internal_server_error internal_error internal internal_failure internal_server
		internal_service_error unexpected_error unknown_error api_error server_failure
		server_exception fatal_error`},
}

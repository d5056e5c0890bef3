// Package httpstatus knows the texts of HTTP statuses. Package net/http does too, but a vet tool is started
// once for each package of a build, and net/http is more than a third of what such a start costs.
package httpstatus

// Text returns what [net/http.StatusText] returns for a status: "" for one that has no text.
func Text(status int) string {
	if status < 0 || status >= len(texts) {
		return ""
	}
	return texts[status]
}

// CanonicalHeader returns what [net/http.CanonicalHeaderKey] returns for the name of a header made of
// ASCII letters, digits and hyphens.
func CanonicalHeader(name string) string {
	canonical := []byte(name)
	upper := true
	for i, c := range canonical {
		switch {
		case upper && 'a' <= c && c <= 'z':
			canonical[i] = c - 'a' + 'A'
		case !upper && 'A' <= c && c <= 'Z':
			canonical[i] = c - 'A' + 'a'
		}
		upper = c == '-'
	}
	return string(canonical)
}

// texts are those of net/http/status.go, Go 1.26.
var texts = [...]string{
	100: "Continue",
	101: "Switching Protocols",
	102: "Processing",
	103: "Early Hints",
	200: "OK",
	201: "Created",
	202: "Accepted",
	203: "Non-Authoritative Information",
	204: "No Content",
	205: "Reset Content",
	206: "Partial Content",
	207: "Multi-Status",
	208: "Already Reported",
	226: "IM Used",
	300: "Multiple Choices",
	301: "Moved Permanently",
	302: "Found",
	303: "See Other",
	304: "Not Modified",
	305: "Use Proxy",
	307: "Temporary Redirect",
	308: "Permanent Redirect",
	400: "Bad Request",
	401: "Unauthorized",
	402: "Payment Required",
	403: "Forbidden",
	404: "Not Found",
	405: "Method Not Allowed",
	406: "Not Acceptable",
	407: "Proxy Authentication Required",
	408: "Request Timeout",
	409: "Conflict",
	410: "Gone",
	411: "Length Required",
	412: "Precondition Failed",
	413: "Request Entity Too Large",
	414: "Request URI Too Long",
	415: "Unsupported Media Type",
	416: "Requested Range Not Satisfiable",
	417: "Expectation Failed",
	418: "I'm a teapot",
	421: "Misdirected Request",
	422: "Unprocessable Entity",
	423: "Locked",
	424: "Failed Dependency",
	425: "Too Early",
	426: "Upgrade Required",
	428: "Precondition Required",
	429: "Too Many Requests",
	431: "Request Header Fields Too Large",
	451: "Unavailable For Legal Reasons",
	500: "Internal Server Error",
	501: "Not Implemented",
	502: "Bad Gateway",
	503: "Service Unavailable",
	504: "Gateway Timeout",
	505: "HTTP Version Not Supported",
	506: "Variant Also Negotiates",
	507: "Insufficient Storage",
	508: "Loop Detected",
	510: "Not Extended",
	511: "Network Authentication Required",
}

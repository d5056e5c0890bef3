package possible

import "net/http"

// Either is asked for: the code on the right says the same as the status on the left, for answers of
// which one of the two was lost.

type reply struct {
	HTTP int
	Err  apiError
}

func replyTo(resp *http.Response) *reply {
	e, _ := decode(resp)
	return &reply{HTTP: resp.StatusCode, Err: e}
}

func missing(resp *http.Response) bool {
	e, _ := decode(resp)
	return resp.StatusCode == http.StatusNotFound || e.Code == "not_found"
}

func broken(r *reply) bool { return r.HTTP >= 500 || r.Err.Code == "server_error" }

func brokenOrBusy(r *reply) string {
	if r.HTTP == http.StatusTooManyRequests || r.HTTP >= 500 || r.Err.Code == "too_many_requests" || r.Err.Code == "server_error" {
		return "later"
	}
	return ""
}

func named(r *reply) bool {
	theirs := r.HTTP/100 == 5
	return theirs || r.Err.Code == "server_error"
}

func listed(r *reply) string {
	switch {
	case r.HTTP == http.StatusNotFound, r.Err.Code == "not_found":
		return "gone"
	case r.HTTP >= 500, !(r.HTTP < 400) && (r.Err.Code == "server_error"):
		return "theirs"
	}
	return ""
}

var predicates = map[string]func(*reply) bool{
	"denied": func(r *reply) bool { return r.HTTP == 403 || r.Err.Code == "not_authorized" },
}

func helped(r *reply) bool { return isServerError(r.HTTP) || r.Err.Code == "server_error" }

func isServerError(status int) bool { return status >= 500 }

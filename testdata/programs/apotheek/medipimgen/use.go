package medipimgen

import "net/http"

// Silent: set from the real status.
func missing(r *FindResponse) bool {
	return r.JSON404 != nil
}

// Silent: the getter of the real status.
func missingLine(r *FindResponse) bool {
	return r.StatusCode() == http.StatusNotFound
}

// Reported: the getter of the model.
func missingModel(rsp *http.Response) bool {
	r, err := ParseFindResponse(rsp)
	if err != nil {
		return false
	}
	return r.JSON404.Error.GetStatus() == http.StatusNotFound // want medipimstatus/branch
}

// Reported: the field of the model.
func deniedModel(rsp *http.Response) bool {
	r, err := ParseFindResponse(rsp)
	if err != nil || r.JSON403 == nil || r.JSON403.Error == nil {
		return false
	}
	return r.JSON403.Error.Status == http.StatusForbidden // want medipimstatus/branch
}

// Reported: the getter of the code.
func goneModel(rsp *http.Response) bool {
	r, err := ParseFindResponse(rsp)
	if err != nil {
		return false
	}
	return r.JSON404.Error.GetCode() == "product_not_found" // want medipimcode/unknown
}

// Silent: the getter of the code, with one that comes with 404.
func endpointModel(rsp *http.Response) bool {
	r, err := ParseFindResponse(rsp)
	if err != nil {
		return false
	}
	return r.JSON404.Error.GetCode() == "endpoint_not_found"
}

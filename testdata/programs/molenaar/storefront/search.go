package storefront

import (
	"net/http"
	"regexp"
	"strconv"
	"strings"
)

type hit struct {
	ID string `json:"id"`
}

type hits struct {
	Results []hit `json:"results"`
}

// View is the state of the page.
type View struct {
	Hits  []hit
	Toast string
	Login bool
	Retry bool
}

// Search fills the page.
func Search(a *medipimAxios, q string) View {
	var v View
	post[hits](a, "/v4/products/query", `{"filter":{"name":"`+q+`"}}`).
		then(func(h hits) { v.Hits = h.Results }).
		catch(func(e *AxiosError) { v.toast(e) })
	return v
}

// Suggest fills the drop-down.
func Suggest(a *medipimAxios, q string) (v View) {
	post[hits](a, "/v4/products/query", `{"filter":{"prefix":"`+q+`"}}`).
		then(func(h hits) { v.Hits = h.Results }).
		catch(func(e *AxiosError) {
			if e.Response == nil || e.Code == "ERR_NETWORK" {
				v.Retry = true
				return
			}
			if e.Response.StatusText == "Not Found" {
				return
			}
			if e.Response.Data.Error.Status == "403" { // want medipimstatus/branch
				v.Login = true
				return
			}
			if ok, _ := regexp.MatchString(`^Unknown (filter|field)`, e.Response.Data.Error.Message); ok { // want medipimmessage/text
				v.Toast = "remove the filter"
			}
		})
	return v
}

func (v *View) toast(e *AxiosError) {
	switch e.Code {
	case "ERR_NETWORK", "ERR_INVALID_URL":
		v.Toast, v.Retry = "offline?", true
		return
	case "ERR_BAD_RESPONSE":
		v.Toast = "gibberish"
		return
	}
	if strings.Contains(e.Message, "status code 503") {
		v.Toast = "maintenance"
		return
	}
	r := e.Response
	if r == nil {
		return
	}
	data := r.Data.Error
	if n, err := strconv.Atoi(data.Status.String()); err == nil && validateStatus(n) { // want medipimstatus/branch
		v.Toast = "this should not happen"
		return
	}
	if !validateStatus(r.Status) {
		v.Toast = r.StatusText
	}
	//nolint:medipimstatus // the sandbox behind the old proxy answers 200 to everything
	if data.Status == "500" {
		v.Toast = "the sandbox is ill"
	}
	if data.Code == "sandbox_asleep" { //nolint:medipimcode // only there
		v.Retry = true
	}
	switch {
	case r.Status == http.StatusForbidden:
		v.Toast = "no access"
	case r.Status == http.StatusUnauthorized && strings.HasPrefix(data.Code, "authentication."):
		v.Login = true
	case data.Code == "RESOURCE_MISSING": // want medipimcode/unknown
		v.Toast = "gone"
	case data.Code == "authentication.api_key_not_found", data.Code == "authentication.invalid_api_secret":
		v.Login = true
	case data.Message != "" && data.Code != "":
		v.Toast = data.Message
	}
}

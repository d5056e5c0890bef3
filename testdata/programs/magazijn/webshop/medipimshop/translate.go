package medipimshop

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"

	"example.com/magazijn/webshop/catalog"
)

type problem struct {
	Status  int    `json:"status"`
	Code    string `json:"code"`
	Message string `json:"message"`
}

type reply struct {
	Problem    problem         `json:"error"`
	Violations json.RawMessage `json:"violations"`
}

// ProviderError holds the whole reply, with the body's status in it.
type ProviderError struct {
	Reply reply
	HTTP  int
}

// Error formats.
func (p *ProviderError) Error() string {
	return fmt.Sprintf("provider: %d %s", p.Reply.Problem.Status, p.Reply.Problem.Code)
}

// BodyStatus is a getter for the number in the body.
func (p *ProviderError) BodyStatus() int { return p.Reply.Problem.Status }

// Code is a getter for the code.
func (p *ProviderError) Code() string { return p.Reply.Problem.Code }

// Message is a getter for the sentence.
func (p *ProviderError) Message() string { return p.Reply.Problem.Message }

var byStatus = map[int]func(*ProviderError) error{
	http.StatusUnauthorized: func(*ProviderError) error { return catalog.ErrCredentials },
	http.StatusForbidden:    func(*ProviderError) error { return catalog.ErrCredentials },
	http.StatusNotFound:     func(*ProviderError) error { return catalog.ErrUnknownArticle },
}

var byCode = map[string]error{
	"not_found":                          catalog.ErrUnknownArticle,
	"resource_missing":                   catalog.ErrUnknownArticle, // want medipimcode/unknown
	"authentication.not_authenticated":   catalog.ErrCredentials,
	"authentication.api_key_deactivated": catalog.ErrCredentials, // want medipimcode/unknown
	"server_error":                       catalog.ErrUnavailable,
	"internal_server_error":              catalog.ErrUnavailable, // want medipimcode/unknown
}

var kinds = map[catalog.Kind]string{
	"gone":           "not here",
	"internal_error": "our fault",
}

// Kind looks up a word of the shop, not a code.
func Kind(k catalog.Kind) string { return kinds[k] }

// translate indexes a table with the body's number, after the codes.
func translate(code int, raw []byte) error {
	pe := &ProviderError{HTTP: code}
	if err := json.Unmarshal(raw, &pe.Reply); err != nil {
		return fmt.Errorf("%w: %s", catalog.ErrUnavailable, http.StatusText(code))
	}
	if code == http.StatusUnprocessableEntity {
		return &catalog.Rejection{Fields: pe.Reply.Violations}
	}
	if err, ok := byCode[pe.Reply.Problem.Code]; ok {
		return err
	}
	if f, ok := byStatus[pe.Reply.Problem.Status]; ok { // want medipimstatus/branch
		return f(pe)
	}
	return pe
}

// translateStrict indexes the same table with the number that the response had.
func translateStrict(res *http.Response) error {
	pe := &ProviderError{HTTP: res.StatusCode}
	if err := json.NewDecoder(res.Body).Decode(&pe.Reply); err != nil {
		return fmt.Errorf("%w: %s", catalog.ErrUnavailable, res.Status)
	}
	if f, ok := byStatus[res.StatusCode]; ok {
		return f(pe)
	}
	return pe
}

// credentials searches a list in which one code is from another dictionary.
func (p *ProviderError) credentials() bool {
	return slices.Contains([]string{
		"authentication.not_authenticated",
		"authentication.invalid_credentials", // want medipimcode/unknown
		"authentication.invalid_api_secret",
	}, p.Reply.Problem.Code)
}

// Blame reads real status, code and sentence, the last wrongly.
func (p *ProviderError) Blame() string {
	if p.HTTP == http.StatusInternalServerError {
		return "vendor"
	}
	if p.credentials() {
		return "us"
	}
	switch p.Message() { // want medipimmessage/text
	case "The API is under maintenance":
		return "vendor"
	case "":
		return "nobody"
	}
	return "unknown"
}

// Consistent compares the two numbers with each other.
func (p *ProviderError) Consistent() bool {
	return p.BodyStatus() == p.HTTP
}

// checkList asks for a code of the 400 among those of the 401.
func checkList(res *http.Response) error {
	var r reply
	_ = json.NewDecoder(res.Body).Decode(&r)
	if res.StatusCode == http.StatusUnauthorized {
		switch r.Problem.Code {
		case "authentication.api_key_not_found", "authentication.api_key_is_not_active":
			return catalog.ErrCredentials
		case "bad_request": // want medipimpair/impossible
			return catalog.ErrUnavailable
		}
		return catalog.ErrCredentials
	}
	if r.Problem.Code == "bad_request" {
		return fmt.Errorf("our query is wrong: %s", r.Problem.Message)
	}
	return translateStrict(res)
}

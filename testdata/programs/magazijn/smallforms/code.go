package smallforms

import (
	"net/http"
	"os"
	"slices"
	"strings"
)

const (
	badParams = "invalid_parameters" // want medipimcode/unknown
	goneCode  = "not_found"
	authSpace = "authentication."
)

// The vendor announced this one.
//
//medipimlint:code
const lockedCode = "product_locked"

// plain compares with a code of another vocabulary.
func plain(resp *http.Response) bool {
	return read(resp).Error.Code == "token_expired" // want medipimcode/unknown
}

// plainKnown compares with a code of the catalog.
func plainKnown(resp *http.Response) bool {
	return read(resp).Error.Code == "not_authorized"
}

// unequal compares with a misspelt code.
func unequal(resp *http.Response) bool {
	return read(resp).Error.Code != "sever_error" // want medipimcode/unknown
}

// unequalKnown compares with the code as it is spelt.
func unequalKnown(resp *http.Response) bool {
	return read(resp).Error.Code != "server_error"
}

// named compares with a constant that is wrong where it is declared.
func named(resp *http.Response) bool {
	return read(resp).Error.Code == badParams
}

// namedKnown compares with a constant that is right where it is declared.
func namedKnown(resp *http.Response) bool {
	return read(resp).Error.Code == goneCode
}

// announced compares with a code that the directive adds.
func announced(resp *http.Response) bool {
	return read(resp).Error.Code == lockedCode
}

// listed searches a list with one misspelt element.
func listed(resp *http.Response) bool {
	list := []string{
		"authentication.api_key_not_found",
		"authentication.invalid_api_secrets", // want medipimcode/unknown
	}
	return slices.Contains(list, read(resp).Error.Code)
}

// mapped searches a map with one key that is an HTTP status.
func mapped(resp *http.Response) bool {
	known := map[string]bool{
		"bad_request": true,
		"400":         true, // want medipimcode/status
	}
	return known[read(resp).Error.Code]
}

// mappedElsewhere searches a map that has the same keys for a header.
func mappedElsewhere(resp *http.Response) bool {
	known := map[string]bool{
		"text/html": true,
		"400":       true,
	}
	return known[resp.Header.Get("Content-Type")]
}

// folded compares without case with a word that the catalog lacks.
func folded(resp *http.Response) bool {
	return strings.EqualFold(read(resp).Error.Code, "service_unavailable") // want medipimcode/unknown
}

// foldedKnown compares without case with a word that the catalog has.
func foldedKnown(resp *http.Response) bool {
	return strings.EqualFold(read(resp).Error.Code, "Server_Error")
}

// raised compares capitals with small letters.
func raised(resp *http.Response) bool {
	return strings.ToUpper(read(resp).Error.Code) == "not_found" // want medipimcode/case
}

// raisedKnown compares capitals with capitals.
func raisedKnown(resp *http.Response) bool {
	return strings.ToUpper(read(resp).Error.Code) == "NOT_FOUND"
}

// begins asks for a beginning that no code has.
func begins(resp *http.Response) bool {
	return strings.HasPrefix(read(resp).Error.Code, "authorization.") // want medipimcode/prefix
}

// beginsKnown asks for a beginning that codes have.
func beginsKnown(resp *http.Response) bool {
	return strings.HasPrefix(read(resp).Error.Code, "not_")
}

// endsKnown asks for an end that codes have.
func endsKnown(resp *http.Response) bool {
	return strings.HasSuffix(read(resp).Error.Code, "_not_found")
}

// containsKnown asks for a part that codes have.
func containsKnown(resp *http.Response) bool {
	return strings.Contains(read(resp).Error.Code, "api_key")
}

// has compares its parameter with the code, for which the callers answer.
func (e envelope) has(code string) bool { return e.Error.Code == code }

// argument hands a wrong code to has.
func argument(resp *http.Response) bool {
	return read(resp).has("key_revoked") // want medipimcode/unknown
}

// argumentKnown hands a right code to has.
func argumentKnown(resp *http.Response) bool {
	return read(resp).has("endpoint_not_found")
}

// joined compares with two literals that make no code together.
func joined(resp *http.Response) bool {
	return read(resp).Error.Code == "authentication."+"expired" // want medipimcode/unknown
}

// joinedKnown compares with a constant and a literal that make a code together.
func joinedKnown(resp *http.Response) bool {
	return read(resp).Error.Code == authSpace+"not_authenticated"
}

// digits compares with an HTTP status in a string.
func digits(resp *http.Response) bool {
	switch read(resp).Error.Code {
	case "401": // want medipimcode/status
		return true
	case "authentication.not_authenticated":
		return true
	}
	return false
}

// none compares with the empty string.
func none(resp *http.Response) bool { return read(resp).Error.Code == "" }

// configured compares with what is known at run time only.
func configured(resp *http.Response) bool {
	return read(resp).Error.Code == os.Getenv("FATAL_CODE")
}

// part compares what follows the prefix.
func part(resp *http.Response) bool {
	_, rest, _ := strings.Cut(read(resp).Error.Code, ".")
	return rest == "not_authenticated" || rest == "other_thing"
}

// sliced compares one piece of the code.
func sliced(resp *http.Response) bool {
	return strings.Split(read(resp).Error.Code, ".")[0] == "authentication"
}

// own compares a word that it made itself from the response's number.
func own(resp *http.Response) bool {
	var kind string
	switch resp.StatusCode {
	case 404:
		kind = "gone"
	case 500:
		kind = "down"
	default:
		kind = "odd"
	}
	return kind == "gone" || kind == "odd"
}

// filled compares with the word that it put where the code was missing.
func filled(resp *http.Response) bool {
	code := read(resp).Error.Code
	if code == "" {
		code = "unknown"
	}
	return code == "unknown"
}

//medipimlint:client

package refusals

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strconv"

	gojson "github.com/goccy/go-json"
	"github.com/hashicorp/go-retryablehttp"
	jsoniter "github.com/json-iterator/go"
	"github.com/tidwall/gjson"
)

// envelope is the error answer with all that is documented.
type envelope struct {
	Error struct {
		Status     int             `json:"status"`
		Code       string          `json:"code"`
		Message    string          `json:"message"`
		Violations json.RawMessage `json:"violations"`
	} `json:"error"`
}

// again repeats the rate limit by itself, so the functions below need not.
var again = retryablehttp.NewClient()

// gone takes the status from the body by a path: reported.
func gone(body []byte) bool {
	return gjson.GetBytes(body, "error.status").Int() == http.StatusNotFound // want medipimstatus/branch
}

// goneByCode takes the code from the body by a path, which is what the code is for: silent.
func goneByCode(body []byte) bool {
	return gjson.GetBytes(body, "error.code").Str == "not_found"
}

// logged formats the status of the body and decides nothing on it: silent.
func logged(body []byte) string {
	inner := gjson.ParseBytes(body).Get("error")
	return fmt.Sprintf("%s (%d)", inner.Get("code"), inner.Get("status").Int())
}

// family walks the path in two steps and divides what it finds: reported.
func family(body []byte) string {
	inner := gjson.ParseBytes(body).Get("error")
	switch inner.Get("status").Int() / 100 { // want medipimstatus/branch
	case 4:
		return "ours"
	case 5:
		return "theirs"
	}
	return "nobody's"
}

// familyOf divides the status line instead: silent.
func familyOf(resp *http.Response) string {
	switch resp.StatusCode / 100 {
	case 4:
		return "ours"
	case 5:
		return "theirs"
	}
	return "nobody's"
}

// parse is a generic wrapper of a decoder; the caller decides about the answer.
func parse[T any](raw []byte) (out T, err error) {
	err = jsoniter.ConfigCompatibleWithStandardLibrary.Unmarshal(raw, &out)
	return out, err
}

// Exists decodes an error answer through the wrapper and looks into it: reported.
func Exists(url string) (bool, error) {
	resp, err := again.Get(url)
	if err != nil {
		return false, err
	}
	defer resp.Body.Close()
	if resp.StatusCode < 300 {
		return true, nil
	}
	raw, err := io.ReadAll(resp.Body)
	if err != nil {
		return false, err
	}
	env, err := parse[envelope](raw)
	if err != nil {
		return false, err
	}
	if env.Error.Status == http.StatusNotFound { // want medipimstatus/branch
		return false, nil
	}
	return false, fmt.Errorf("exists: %s", env.Error.Code)
}

// ExistsRight replaces the status before anybody reads it: silent.
func ExistsRight(url string) (bool, error) {
	resp, err := again.Get(url)
	if err != nil {
		return false, err
	}
	defer resp.Body.Close()
	if resp.StatusCode < 300 {
		return true, nil
	}
	raw, err := io.ReadAll(resp.Body)
	if err != nil {
		return false, err
	}
	env, err := parse[envelope](raw)
	if err != nil {
		return false, err
	}
	env.Error.Status = resp.StatusCode
	if env.Error.Status == http.StatusNotFound {
		return false, nil
	}
	return false, fmt.Errorf("exists: %s", env.Error.Code)
}

// ExistsEarly sets the status before the decode, which puts the body's in its place: reported.
func ExistsEarly(url string) (bool, error) {
	resp, err := again.Get(url)
	if err != nil {
		return false, err
	}
	defer resp.Body.Close()
	if resp.StatusCode < 300 {
		return true, nil
	}
	var env envelope
	env.Error.Status = resp.StatusCode
	if err := gojson.NewDecoder(resp.Body).Decode(&env); err != nil {
		return false, err
	}
	if env.Error.Status == http.StatusNotFound { // want medipimstatus/order
		return false, nil
	}
	return false, fmt.Errorf("exists: %s", env.Error.Code)
}

// ExistsEither takes the body's status where it can be read and the real one where not: reported.
func ExistsEither(url string) (bool, error) {
	resp, err := again.Get(url)
	if err != nil {
		return false, err
	}
	defer resp.Body.Close()
	if resp.StatusCode < 300 {
		return true, nil
	}
	status := resp.StatusCode
	var env envelope
	if err := gojson.NewDecoder(resp.Body).Decode(&env); err == nil {
		status = env.Error.Status
	}
	switch status { // want medipimstatus/mixed
	case http.StatusNotFound:
		return false, nil
	case http.StatusUnauthorized:
		return false, fmt.Errorf("exists: the key is not accepted: %s", env.Error.Code)
	}
	return false, fmt.Errorf("exists: %s", env.Error.Code)
}

// Agrees compares the two and says so, which is a check and no decision between statuses: silent.
func Agrees(resp *http.Response, env *envelope) string {
	if env.Error.Status != resp.StatusCode {
		return "the body says " + strconv.Itoa(env.Error.Status) + " and the status line " + resp.Status
	}
	return resp.Status
}

// texts is a table of texts, as that of http.StatusText.
var texts = map[int]string{404: "not there", 403: "not for us"}

// tell looks a text up by the body's status: silent, it only says the number in words.
func tell(env envelope) string { return texts[env.Error.Status] }

// told asks whether the table has the body's status: reported.
func told(env envelope) string {
	if t, ok := texts[env.Error.Status]; ok { // want medipimstatus/branch
		return t
	}
	return env.Error.Code
}

// tellRight asks for the real one: silent.
func tellRight(resp *http.Response, env envelope) string {
	if t, ok := texts[resp.StatusCode]; ok {
		return t
	}
	return env.Error.Code
}

// walked walks a map that another decoder filled: reported.
func walked(raw []byte) bool {
	doc, err := parse[map[string]any](raw)
	if err != nil {
		return false
	}
	inner, _ := doc["error"].(map[string]any)
	status, ok := inner["status"].(float64)
	return ok && status == 404 // want medipimstatus/branch
}

// walkedForCode walks the same map to the code: silent.
func walkedForCode(raw []byte) bool {
	doc, err := parse[map[string]any](raw)
	if err != nil {
		return false
	}
	inner, _ := doc["error"].(map[string]any)
	return inner["code"] == "not_found"
}

// Sheet is plain data.
type Sheet struct {
	Names []string `json:"names"`
}

// Load hands the bytes of any answer to the wrapper as data: reported on the call that hands them.
func Load(url string) (Sheet, error) {
	resp, err := again.Get(url)
	if err != nil {
		return Sheet{}, err
	}
	defer resp.Body.Close()
	raw, err := io.ReadAll(resp.Body)
	if err != nil {
		return Sheet{}, err
	}
	return parse[Sheet](raw) // want medipimunchecked/unchecked
}

// LoadGood looks before it hands the bytes to the same wrapper: silent.
func LoadGood(url string) (Sheet, error) {
	resp, err := again.Get(url)
	if err != nil {
		return Sheet{}, err
	}
	defer resp.Body.Close()
	raw, err := io.ReadAll(resp.Body)
	if err != nil {
		return Sheet{}, err
	}
	if resp.StatusCode != http.StatusOK {
		env, _ := parse[envelope](raw)
		return Sheet{}, fmt.Errorf("load: %s %s", resp.Status, env.Error.Code)
	}
	return parse[Sheet](raw)
}

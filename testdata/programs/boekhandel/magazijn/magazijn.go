// Package magazijn is the oldest part of the shop.
package magazijn

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io/ioutil"
	"log"
	"net/http"
	"strings"
	"time"
)

const medipimHost = "https://api.medipim.be"

const codeForbidden = "forbidden" // want medipimcode/unknown

type Fout struct {
	Status  int
	Code    string
	Message string
}

type antwoord struct {
	Error Fout
}

// client waits and tries again when the vendor is busy.
type client struct {
	http.Client
	user, pass string
}

func (c *client) post(path string, in interface{}) (int, []byte, error) {
	b, err := json.Marshal(in)
	if err != nil {
		return 0, nil, err
	}
	for i := 1; ; i++ {
		req, err := http.NewRequest("POST", medipimHost+path, bytes.NewReader(b))
		if err != nil {
			return 0, nil, err
		}
		req.SetBasicAuth(c.user, c.pass)
		resp, err := c.Do(req)
		if err != nil {
			return 0, nil, err
		}
		body, err := ioutil.ReadAll(resp.Body)
		resp.Body.Close()
		if err != nil {
			return 0, nil, err
		}
		if resp.StatusCode == 429 && i < 6 {
			time.Sleep(time.Duration(i) * time.Second)
			continue
		}
		return resp.StatusCode, body, nil
	}
}

// Vak says on which shelf a product is.
func (c *client) Vak(cnk string) (string, error) {
	status, body, err := c.post("/v4/products/query", map[string]string{"cnk": cnk})
	if err != nil {
		return "", err
	}
	if status != 200 {
		var a antwoord
		a.Error.Status = status
		if err := json.Unmarshal(body, &a); err != nil {
			return "", fmt.Errorf("vak: %d", status)
		}
		if a.Error.Status == 404 { // want medipimstatus/order
			return "", nil
		}
		if a.Error.Code == codeForbidden {
			return "", fmt.Errorf("geen rechten")
		}
		return "", fmt.Errorf("vak: %s", a.Error.Message)
	}
	var v struct{ Vak string }
	if err := json.Unmarshal(body, &v); err != nil {
		return "", err
	}
	return v.Vak, nil
}

// Rij says in which row a product is.
func (c *client) Rij(cnk string) (int, error) {
	status, body, err := c.post("/v4/products/query", map[string]string{"cnk": cnk})
	if err != nil {
		return 0, err
	}
	if status != 200 {
		var a antwoord
		if err := json.Unmarshal(body, &a); err != nil {
			return 0, fmt.Errorf("rij: %d", status)
		}
		a.Error.Status = status
		if a.Error.Status == 404 {
			return -1, nil
		}
		if strings.ToLower(a.Error.Code) == "Not_Authorized" { // want medipimcode/case
			return 0, fmt.Errorf("geen rechten")
		}
		if a.Error.Code != codeForbidden {
			log.Printf("rij: %+v", a.Error)
		}
		return 0, fmt.Errorf("rij: %d", a.Error.Status)
	}
	var v struct{ Rij int }
	err = json.Unmarshal(body, &v)
	return v.Rij, err
}

var uitleg = map[string]string{
	"not_found":           "dit artikel bestaat niet",
	"not_authorized":      "hier mag u niet bij",
	"rate_limit_exceeded": "even geduld", // want medipimcode/unknown
	"server_error":        "de leverancier heeft een storing",
}

// Uitleg says in Dutch what went wrong.
func Uitleg(body []byte) string {
	var a antwoord
	if json.Unmarshal(body, &a) != nil {
		return "onbekende fout"
	}
	if s, ok := uitleg[a.Error.Code]; ok {
		return s
	}
	switch a.Error.Message { // want medipimmessage/text
	case "Unknown filter", "Unknown field":
		return "deze vraag bestaat niet"
	case "":
		return "onbekende fout"
	}
	return a.Error.Message
}

// Gewicht gives the weight.
func (c *client) Gewicht(cnk string) (gram int, err error) {
	status, body, err := c.post("/v4/products/query", map[string]string{"cnk": cnk})
	if err != nil {
		return 0, err
	}
	if status >= 400 {
		var a antwoord
		if json.Unmarshal(body, &a) == nil {
			status = a.Error.Status
		}
		if status == http.StatusNotFound { // want medipimstatus/mixed
			return 0, nil
		}
		return 0, fmt.Errorf("gewicht: %d %s", status, a.Error.Code)
	}
	var v struct{ Gram int }
	err = json.Unmarshal(body, &v)
	return v.Gram, err
}

func onzeSchuld(status int) bool { return status >= 400 && status < 500 }

// Maten gives the sizes.
func (c *client) Maten(cnk string) (l, b, h int, err error) {
	status, body, err := c.post("/v4/products/query", map[string]string{"cnk": cnk})
	if err != nil {
		return 0, 0, 0, err
	}
	if onzeSchuld(status) {
		var a antwoord
		if err := json.Unmarshal(body, &a); err != nil {
			return 0, 0, 0, err
		}
		if a.Error.Status != 0 { // want medipimstatus/branch
			return 0, 0, 0, fmt.Errorf("maten: %s", a.Error.Code)
		}
		return 0, 0, 0, fmt.Errorf("maten: HTTP %d", status)
	}
	if status != http.StatusOK {
		var a antwoord
		_ = json.Unmarshal(body, &a)
		if onzeSchuld(a.Error.Status) { // want medipimstatus/branch
			return 0, 0, 0, fmt.Errorf("maten: bel de ontwikkelaar: %s", a.Error.Code)
		}
		return 0, 0, 0, fmt.Errorf("maten: HTTP %d", status)
	}
	var v struct{ L, B, H int }
	err = json.Unmarshal(body, &v)
	return v.L, v.B, v.H, err
}

// Controle looks at what would be sent; a wrong form goes back to the person.
func (c *client) Controle(form map[string]string) error {
	status, body, err := c.post("/v4/products/query", form)
	if err != nil {
		return err
	}
	switch status {
	case 200, 204:
		return nil
	case 422: // want medipimviolations/dropped
		return fmt.Errorf("controleer het formulier")
	case 400:
		return fmt.Errorf("kapot formulier: %s", body)
	case 403, 404:
		var a antwoord
		if err := json.Unmarshal(body, &a); err != nil {
			return err
		}
		if a.Error.Code == "authentication.api_key_is_not_active" { // want medipimpair/impossible
			return fmt.Errorf("de sleutel is uitgezet")
		}
		if a.Error.Code == "endpoint_not_found" || a.Error.Code == "not_authorized" {
			return fmt.Errorf("bel de ontwikkelaar: %s", a.Error.Code)
		}
	}
	return fmt.Errorf("controle: HTTP %d", status)
}

// Formulier does the same and shows the person everything.
func (c *client) Formulier(form map[string]string) error {
	status, body, err := c.post("/v4/products/query", form)
	if err != nil {
		return err
	}
	if status == 422 {
		return fmt.Errorf("controleer het formulier: %s", body)
	}
	if status != 200 {
		return fmt.Errorf("formulier: %s", Uitleg(body))
	}
	return nil
}

// Export returns the bytes for the accountant.
func (c *client) Export() ([]byte, error) {
	status, body, err := c.post("/v4/products/stream", nil)
	if err != nil {
		return nil, err
	}
	log.Printf("export: HTTP %d, %d bytes", status, len(body))
	if status != http.StatusOK && status != http.StatusNoContent {
		return nil, fmt.Errorf("export: %s", Uitleg(body))
	}
	return body, nil
}

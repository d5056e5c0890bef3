// Package medipimplugin puts product data on the till.
package medipimplugin

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strconv"
	"time"

	pkgerrors "github.com/pkg/errors"
)

// Fout is what went wrong, for the display of the till.
type Fout struct {
	Status  int    // of the response
	Code    string // of the body
	Bericht string // of the body
	Velden  json.RawMessage
}

func (f Fout) Error() string { return strconv.Itoa(f.Status) + " " + f.Code }

type foutBody struct {
	Error struct {
		Status  json.Number `json:"status"`
		Code    string      `json:"code"`
		Message string      `json:"message"`
	} `json:"error"`
	Violations json.RawMessage `json:"violations"`
}

type Plugin struct {
	BaseURL string
	HTTP    *http.Client
	Lang    string
}

var ErrTeDruk = errors.New("te druk")

// Zoek looks a product up by its barcode.
func (p *Plugin) Zoek(barcode string) (map[string]any, error) {
	var laatste error
	for poging := 1; poging <= 3; poging++ {
		uit, err := p.eenKeer(barcode)
		if !errors.Is(err, ErrTeDruk) {
			return uit, err
		}
		laatste = err
		time.Sleep(time.Duration(poging) * 2 * time.Second)
	}
	return nil, pkgerrors.Wrap(laatste, "zoek")
}

func (p *Plugin) eenKeer(barcode string) (map[string]any, error) {
	resp, err := p.HTTP.Get(p.BaseURL + "/v4/products/find?gtin=" + barcode)
	if err != nil {
		return nil, pkgerrors.WithStack(err)
	}
	defer resp.Body.Close()
	raw, err := io.ReadAll(io.LimitReader(resp.Body, 1<<20))
	if err != nil {
		return nil, pkgerrors.WithStack(err)
	}
	switch {
	case resp.StatusCode == http.StatusTooManyRequests:
		return nil, ErrTeDruk
	case resp.StatusCode >= 300:
		return nil, maakFout(resp, raw)
	}
	var uit map[string]any
	return uit, json.Unmarshal(raw, &uit)
}

func maakFout(resp *http.Response, raw []byte) error {
	var b foutBody
	if json.Unmarshal(raw, &b) != nil {
		return Fout{Status: resp.StatusCode}
	}
	// The gateway once answered 404 with a body about a login; support wants to know.
	if b.Error.Status.String() == "401" { // want medipimstatus/branch
		return pkgerrors.Wrap(Fout{Status: resp.StatusCode, Code: b.Error.Code}, "aanmelden")
	}
	if b.Error.Status.String() != strconv.Itoa(resp.StatusCode) {
		return pkgerrors.Errorf("body %s, http %d", b.Error.Status, resp.StatusCode)
	}
	return Fout{Status: resp.StatusCode, Code: b.Error.Code, Bericht: b.Error.Message, Velden: b.Violations}
}

package gateway

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
)

const (
	depotBase  = "https://rest.depot-noord.example/2"
	courierURL = "https://api.fietskoerier.example/zones/"
)

type depotAPI struct{ hc *http.Client }

type depotFault struct {
	Error struct {
		Status  int    `json:"status"`
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

// stock asks the depot, whose manual says: look at error.status, the gateway in front answers 200 to all.
func (d *depotAPI) stock(ctx context.Context, id string) (int, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, depotBase+"/stock/"+id, nil)
	if err != nil {
		return 0, err
	}
	resp, err := d.hc.Do(req)
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	var answer struct {
		Pieces int `json:"pieces"`
		depotFault
	}
	if err := json.NewDecoder(resp.Body).Decode(&answer); err != nil {
		return 0, err
	}
	if answer.Error.Status == http.StatusNotFound {
		return 0, ErrUnknownArticle
	}
	switch answer.Error.Code {
	case "":
		return answer.Pieces, nil
	case "unauthorized", "token_expired":
		return 0, ErrLogin
	case "internal_server_error":
		return 0, ErrSupplierDown
	}
	if strings.Contains(answer.Error.Message, "closed for stocktaking") {
		return 0, ErrSupplierDown
	}
	return 0, fmt.Errorf("depot: %s", answer.Error.Message)
}

// zone asks the couriers; they have the catalogue's envelope but not its codes.
func zone(ctx context.Context, postcode string) (string, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, courierURL+postcode, nil)
	if err != nil {
		return "", err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		var f catalogFault
		if err := json.NewDecoder(resp.Body).Decode(&f); err != nil {
			return "", err
		}
		switch {
		case f.Error.Status == http.StatusGone:
			return "none", nil
		case f.Error.Code == "zone_unknown":
			return "none", nil
		case resp.StatusCode == http.StatusNotFound && f.Error.Code == "bad_request":
			return "none", nil
		case f.Error.Message == "no zone":
			return "none", nil
		}
		return "", ErrSupplierDown
	}
	var out struct {
		Zone string `json:"zone"`
	}
	err = json.NewDecoder(resp.Body).Decode(&out)
	return out.Zone, err
}

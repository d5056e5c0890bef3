package upstream

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"strings"
)

const samHost = "https://open.samdb.example"

// SamClient reads the authority's database.
type SamClient struct {
	Client *http.Client
}

// ErrSam is any failure of the authority.
var ErrSam = errors.New("sam")

// Authorised says whether a medicine may be sold.
func (c *SamClient) Authorised(ctx context.Context, cti string) (bool, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, samHost+"/v6/ampp/"+cti, nil)
	if err != nil {
		return false, err
	}
	resp, err := c.Client.Do(req)
	if err != nil {
		return false, err
	}
	defer resp.Body.Close()
	var out struct {
		Authorised bool `json:"authorised"`
		Error      struct {
			Status  int    `json:"status"`
			Code    string `json:"code"`
			Message string `json:"message"`
		} `json:"error"`
	}
	if err := json.NewDecoder(resp.Body).Decode(&out); err != nil {
		return false, err
	}
	switch out.Error.Status {
	case 0:
		return out.Authorised, nil
	case 404:
		return false, nil
	case 422:
		return false, errors.New("sam: " + out.Error.Message)
	}
	if out.Error.Code == "unknown_ampp" || strings.Contains(out.Error.Message, "niet gevonden") {
		return false, nil
	}
	return false, ErrSam
}

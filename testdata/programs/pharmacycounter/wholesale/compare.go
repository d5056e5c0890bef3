package wholesale

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"
)

const (
	catalogRoot  = "https://api.medipim.be/v4"
	supplierRoot = "https://api.supplier.example/v2"
)

type problem struct {
	Error struct {
		Status  int    `json:"status"`
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

type supplierProblem struct {
	Error struct {
		Status  int    `json:"status"`
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

// supplierStock talks to a host that is known to be another, silent.
func supplierStock(ctx context.Context, sku string) (int, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, supplierRoot+"/stock/"+sku, nil)
	if err != nil {
		return 0, err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	var p supplierProblem
	if err := json.NewDecoder(resp.Body).Decode(&p); err != nil {
		return 0, err
	}
	if p.Error.Status == 404 {
		return 0, nil
	}
	switch p.Error.Code {
	case "forbidden", "out_of_stock":
		return 0, errors.New(p.Error.Code)
	}
	if strings.HasPrefix(p.Error.Message, "No such") {
		return 0, errors.New("missing")
	}
	return 1, nil
}

// catalogKnown talks to the catalogue in the same file, whose branches are reported.
func catalogKnown(ctx context.Context, cnk string) (bool, error) {
	for n := 0; ; n++ {
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, catalogRoot+"/products/find?cnk="+cnk, nil)
		if err != nil {
			return false, err
		}
		resp, err := http.DefaultClient.Do(req)
		if err != nil {
			return false, err
		}
		if resp.StatusCode == http.StatusTooManyRequests && n < 4 {
			resp.Body.Close()
			time.Sleep(time.Second << n)
			continue
		}
		defer resp.Body.Close()
		if resp.StatusCode == http.StatusOK {
			return true, nil
		}
		var p problem
		if err := json.NewDecoder(resp.Body).Decode(&p); err != nil {
			return false, err
		}
		if p.Error.Status == 404 { // want medipimstatus/branch
			return false, nil
		}
		if p.Error.Code == "forbidden" { // want medipimcode/unknown
			return false, errors.New("ask for rights")
		}
		return false, fmt.Errorf("find: %s", p.Error.Code)
	}
}

// catalogRight is the same on the response's status, silent.
func catalogRight(ctx context.Context, cnk string) (bool, error) {
	for n := 0; ; n++ {
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, catalogRoot+"/products/find?cnk="+cnk, nil)
		if err != nil {
			return false, err
		}
		resp, err := http.DefaultClient.Do(req)
		if err != nil {
			return false, err
		}
		if resp.StatusCode == http.StatusTooManyRequests && n < 4 {
			resp.Body.Close()
			time.Sleep(time.Second << n)
			continue
		}
		defer resp.Body.Close()
		if resp.StatusCode == http.StatusOK {
			return true, nil
		}
		var p problem
		if err := json.NewDecoder(resp.Body).Decode(&p); err != nil {
			return false, err
		}
		if resp.StatusCode == 404 && p.Error.Code == "not_found" {
			return false, nil
		}
		return false, fmt.Errorf("find: %s", p.Error.Code)
	}
}

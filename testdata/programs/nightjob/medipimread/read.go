package medipimread

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
)

// Product is the data.
type Product struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

// ErrBadStatus is what a failed look gives.
var ErrBadStatus = errors.New("bad status")

// Straight decodes whatever came.
func (r *Reader) Straight(id string) (*Product, error) {
	resp, err := r.hc.Get(r.root + "/v4/products/find?id=" + id)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	var p Product
	if err := json.NewDecoder(resp.Body).Decode(&p); err != nil { // want medipimunchecked/unchecked
		return nil, err
	}
	return &p, nil
}

// StraightChecked looks first.
func (r *Reader) StraightChecked(id string) (*Product, error) {
	resp, err := r.hc.Get(r.root + "/v4/products/find?id=" + id)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode >= 300 {
		return nil, ErrBadStatus
	}
	var p Product
	if err := json.NewDecoder(resp.Body).Decode(&p); err != nil {
		return nil, err
	}
	return &p, nil
}

// InTwoSteps reads the bytes, then decodes them.
func (r *Reader) InTwoSteps(id string) (p Product, err error) {
	resp, err := r.hc.Get(r.root + "/v4/products/find?id=" + id)
	if err != nil {
		return p, err
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		return p, err
	}
	err = json.Unmarshal(b, &p) // want medipimunchecked/unchecked
	return p, err
}

// InThreeSteps reads the bytes, looks, then decodes them.
func (r *Reader) InThreeSteps(id string) (p Product, err error) {
	resp, err := r.hc.Get(r.root + "/v4/products/find?id=" + id)
	if err != nil {
		return p, err
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		return p, err
	}
	if resp.StatusCode != 200 {
		return p, fmt.Errorf("find: %d: %s", resp.StatusCode, b)
	}
	err = json.Unmarshal(b, &p)
	return p, err
}

// Bytes gives the body as data.
func (r *Reader) Bytes(id string) ([]byte, error) {
	resp, err := r.hc.Get(r.root + "/v4/products/find?id=" + id)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body) // want medipimunchecked/unchecked
}

// BytesChecked gives the body as data after a look.
func (r *Reader) BytesChecked(id string) ([]byte, error) {
	resp, err := r.hc.Get(r.root + "/v4/products/find?id=" + id)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return nil, ErrBadStatus
	}
	return io.ReadAll(resp.Body)
}

// BytesAndStatus leaves the look to its caller.
func (r *Reader) BytesAndStatus(id string) (int, []byte, error) {
	resp, err := r.hc.Get(r.root + "/v4/products/find?id=" + id)
	if err != nil {
		return 0, nil, err
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	return resp.StatusCode, b, err
}

// Name looks at the status that came with the bytes.
func (r *Reader) Name(id string) (string, error) {
	status, b, err := r.BytesAndStatus(id)
	if err != nil {
		return "", err
	}
	if status != http.StatusOK {
		return "", ErrBadStatus
	}
	var p Product
	err = json.Unmarshal(b, &p)
	return p.Name, err
}

// into decodes any body.
func into(body io.Reader, v any) error {
	return json.NewDecoder(body).Decode(v)
}

// decode decodes any body into any type.
func decode[T any](body io.Reader) (T, error) {
	var v T
	err := json.NewDecoder(body).Decode(&v)
	return v, err
}

// parse decodes bytes.
func parse(b []byte) (*Product, error) {
	p := new(Product)
	if err := json.Unmarshal(b, p); err != nil {
		return nil, err
	}
	return p, nil
}

// good looks at the status.
func good(resp *http.Response) error {
	if resp.StatusCode < 200 || resp.StatusCode > 299 {
		return fmt.Errorf("answer %s", resp.Status)
	}
	return nil
}

// ByHelper hands the reader to into.
func (r *Reader) ByHelper(id string) (*Product, error) {
	resp, err := r.hc.Get(r.root + "/v4/products/find?id=" + id)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	var p Product
	if err := into(resp.Body, &p); err != nil { // want medipimunchecked/unchecked
		return nil, err
	}
	return &p, nil
}

// ByHelperChecked has another helper look first.
func (r *Reader) ByHelperChecked(id string) (*Product, error) {
	resp, err := r.hc.Get(r.root + "/v4/products/find?id=" + id)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if err := good(resp); err != nil {
		return nil, err
	}
	var p Product
	if err := into(resp.Body, &p); err != nil {
		return nil, err
	}
	return &p, nil
}

// ByGeneric hands the reader to decode.
func (r *Reader) ByGeneric(id string) (Product, error) {
	resp, err := r.hc.Get(r.root + "/v4/products/find?id=" + id)
	if err != nil {
		return Product{}, err
	}
	defer resp.Body.Close()
	return decode[Product](resp.Body) // want medipimunchecked/unchecked
}

// ByGenericChecked looks first.
func (r *Reader) ByGenericChecked(id string) (Product, error) {
	resp, err := r.hc.Get(r.root + "/v4/products/find?id=" + id)
	if err != nil {
		return Product{}, err
	}
	defer resp.Body.Close()
	if err := good(resp); err != nil {
		return Product{}, err
	}
	return decode[Product](resp.Body)
}

// ByParser hands the bytes to parse.
func (r *Reader) ByParser(id string) (*Product, error) {
	resp, err := r.hc.Get(r.root + "/v4/products/find?id=" + id)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		return nil, err
	}
	return parse(b) // want medipimunchecked/unchecked
}

// Logged writes the status down, and looks no further.
func (r *Reader) Logged(id string) (*Product, error) {
	resp, err := r.hc.Get(r.root + "/v4/products/find?id=" + id)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	log.Printf("find: %d", resp.StatusCode)
	var p Product
	err = json.NewDecoder(resp.Body).Decode(&p) // want medipimunchecked/unchecked
	return &p, err
}

// LoggedBranch writes a line when the status is bad, and decodes all the same.
func (r *Reader) LoggedBranch(id string) (*Product, error) {
	resp, err := r.hc.Get(r.root + "/v4/products/find?id=" + id)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode >= 400 {
		log.Printf("find: %d", resp.StatusCode)
	}
	var p Product
	err = json.NewDecoder(resp.Body).Decode(&p) // want medipimunchecked/unchecked
	return &p, err
}

// answer has data and error side by side.
type answer struct {
	Result Product `json:"result"`
	Error  *struct {
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

// SideBySide finds the error by its presence.
func (r *Reader) SideBySide(id string) (*Product, error) {
	resp, err := r.hc.Get(r.root + "/v4/products/find?id=" + id)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	var a answer
	if err := json.NewDecoder(resp.Body).Decode(&a); err != nil { // want medipimunchecked/unchecked
		return nil, err
	}
	if a.Error != nil {
		return nil, errors.New(a.Error.Message)
	}
	return &a.Result, nil
}

// SideBySideChecked looks between the decode and the first use.
func (r *Reader) SideBySideChecked(id string) (*Product, error) {
	resp, err := r.hc.Get(r.root + "/v4/products/find?id=" + id)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	var a answer
	if err := json.NewDecoder(resp.Body).Decode(&a); err != nil {
		return nil, err
	}
	if resp.StatusCode >= 400 {
		return nil, ErrBadStatus
	}
	return &a.Result, nil
}

// KeyOnly catches a 401 and nothing more.
func (r *Reader) KeyOnly(id string) (*Product, error) {
	resp, err := r.hc.Get(r.root + "/v4/products/find?id=" + id)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusUnauthorized {
		return nil, errors.New("check the key")
	}
	var p Product
	err = json.NewDecoder(resp.Body).Decode(&p) // want medipimunchecked/partial
	return &p, err
}

// AbsentOnly catches a 404 and nothing more.
func (r *Reader) AbsentOnly(id string) (*Product, error) {
	resp, err := r.hc.Get(r.root + "/v4/products/find?id=" + id)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode == 404 {
		return nil, nil
	}
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		return nil, err
	}
	return parse(b) // want medipimunchecked/partial
}

// AbsentAndMore has a case for everything.
func (r *Reader) AbsentAndMore(id string) (*Product, error) {
	resp, err := r.hc.Get(r.root + "/v4/products/find?id=" + id)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	switch resp.StatusCode {
	case http.StatusOK:
		p, err := decode[Product](resp.Body)
		return &p, err
	case http.StatusNotFound:
		return nil, nil
	default:
		return nil, ErrBadStatus
	}
}

// ServerOnly catches the fives.
func (r *Reader) ServerOnly(id string) ([]byte, error) {
	resp, err := r.hc.Get(r.root + "/v4/products/find?id=" + id)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode >= 500 {
		return nil, ErrBadStatus
	}
	return io.ReadAll(resp.Body) // want medipimunchecked/partial
}

// ClientOnly catches two statuses in a switch.
func (r *Reader) ClientOnly(id string) (*Product, error) {
	resp, err := r.hc.Get(r.root + "/v4/products/find?id=" + id)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	switch resp.StatusCode {
	case 401, 403:
		return nil, errors.New("not allowed")
	case 404:
		return nil, errors.New("not there")
	}
	p, err := decode[Product](resp.Body) // want medipimunchecked/partial
	return &p, err
}

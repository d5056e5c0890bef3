package catalogue

import "net/http"

// Row is a generic list row.
type Row struct {
	ID   int    `json:"id"`
	Name string `json:"name"`
}

type list struct {
	Results []Row `json:"results"`
}

func (m *MedipimCatalogue) query(kind string) ([]Row, error) {
	var l list
	err := m.do(http.MethodPost, "/v4/"+kind+"/query", map[string]any{"page": 0}, &l)
	return l.Results, err
}

// Brands only passes through the shared helper, which is where the send is.
func (m *MedipimCatalogue) Brands() ([]Row, error) { return m.query("brands") }

// Media only passes through the shared helper.
func (m *MedipimCatalogue) Media() ([]Row, error) { return m.query("media") }

// Categories only passes through the shared helper.
func (m *MedipimCatalogue) Categories() ([]Row, error) { return m.query("public-categories") }

// Families only passes through the shared helper.
func (m *MedipimCatalogue) Families() ([]Row, error) { return m.query("product-families") }

// Organizations only passes through the shared helper.
func (m *MedipimCatalogue) Organizations() ([]Row, error) { return m.query("organizations") }

// Labos only passes through the shared helper.
func (m *MedipimCatalogue) Labos() ([]Row, error) { return m.query("laboratories") }

// Find only passes through the shared helper.
func (m *MedipimCatalogue) Find(id string) (Row, error) {
	var r Row
	err := m.do(http.MethodGet, "/v4/products/find?id="+id, nil, &r)
	return r, err
}

// Touch only passes through the shared helper and wants no answer.
func (m *MedipimCatalogue) Touch(id string) error {
	return m.do(http.MethodPut, "/v4/products/"+id, nil, nil)
}

// Drop only passes through the shared helper and wants no answer.
func (m *MedipimCatalogue) Drop(id string) error {
	return m.do(http.MethodDelete, "/v4/products/"+id, nil, nil)
}

// Save only passes through the shared helper.
func (m *MedipimCatalogue) Save(r Row) error {
	return m.do(http.MethodPost, "/v4/products", r, &r)
}

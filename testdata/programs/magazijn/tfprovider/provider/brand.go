package provider

import (
	"context"
	"encoding/json"

	"example.com/magazijn/tfprovider/apiclient"
)

// State is what is kept of a resource.
type State struct {
	ID   string
	Name string
}

type brand struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

// readBrand forgets the resource when it is gone.
func readBrand(ctx context.Context, c *apiclient.Client, st *State) []Diagnostic {
	var b brand
	err := c.Read(ctx, "/v4/brands/find?id="+st.ID, &b)
	if gone(err) || goneHTTP(err) {
		st.ID = ""
		return nil
	}
	if err != nil {
		return withAdvice(err, fromErr(err))
	}
	st.Name = b.Name
	return nil
}

// createBrand keeps what the API gave back.
func createBrand(ctx context.Context, c *apiclient.Client, st *State) []Diagnostic {
	in, err := json.Marshal(brand{Name: st.Name})
	if err != nil {
		return fromErr(err)
	}
	var b brand
	if err := c.Write(ctx, "/v4/brands", in, &b); err != nil {
		return withAdvice(err, fromErr(err))
	}
	st.ID = b.ID
	return nil
}

// withAdvice adds a line for those errors that have one.
func withAdvice(err error, ds []Diagnostic) []Diagnostic {
	ce, ok := err.(*apiclient.CallError)
	if !ok {
		return ds
	}
	if a := advice(ce); a != "" {
		ds = append(ds, Diagnostic{Summary: a})
	}
	if typo(ce) {
		ds = append(ds, Diagnostic{Summary: "this is a bug of the provider"})
	}
	return ds
}

// Resource joins the functions of a resource.
type Resource struct {
	Read, Create func(context.Context, *apiclient.Client, *State) []Diagnostic
}

// Brand is the resource.
var Brand = Resource{Read: readBrand, Create: createBrand}

// Package classes retries by what it computes from the status: a 429 joins the condition, not the classes.
package classes

import (
	"errors"
	"net/http"
	"slices"
	"time"
)

const findURL = "https://api.medipim.be/v4/products/find"

func named(c *http.Client, left int) error {
	resp, err := c.Get(findURL)
	if err != nil {
		return err
	}
	resp.Body.Close()
	class := resp.StatusCode / 100
	if class == 5 && left > 0 { // want medipimretry/incomplete
		time.Sleep(time.Second)
		return named(c, left-1)
	}
	return failed(resp)
}

func tag(c *http.Client, left int) error {
	resp, err := c.Get(findURL)
	if err != nil {
		return err
	}
	resp.Body.Close()
	switch class := resp.StatusCode / 100; class {
	case 5: // want medipimretry/incomplete
		if left > 0 {
			time.Sleep(time.Second)
			return tag(c, left-1)
		}
	}
	return failed(resp)
}

func rounded(c *http.Client, left int) error {
	resp, err := c.Get(findURL)
	if err != nil {
		return err
	}
	resp.Body.Close()
	class := resp.StatusCode - resp.StatusCode%100
	if slices.Contains([]int{500}, class) && left > 0 { // want medipimretry/incomplete
		time.Sleep(time.Second)
		return rounded(c, left-1)
	}
	return failed(resp)
}

type result struct{ class int }

func inField(c *http.Client, left int) error {
	resp, err := c.Get(findURL)
	if err != nil {
		return err
	}
	resp.Body.Close()
	r := result{resp.StatusCode / 100}
	if r.class == 5 && left > 0 { // want medipimretry/incomplete
		time.Sleep(time.Second)
		return inField(c, left-1)
	}
	return failed(resp)
}

func classOf(resp *http.Response) int { return resp.StatusCode / 100 }

func byFunction(c *http.Client, left int) error {
	resp, err := c.Get(findURL)
	if err != nil {
		return err
	}
	resp.Body.Close()
	class := classOf(resp)
	if class >= 5 && left > 0 { // want medipimretry/incomplete
		time.Sleep(time.Second)
		return byFunction(c, left-1)
	}
	return failed(resp)
}

func failed(resp *http.Response) error {
	if resp.StatusCode >= 300 {
		return errors.New(resp.Status)
	}
	return nil
}

var again = map[int]bool{5: true}

func inMap(c *http.Client, left int) error {
	resp, err := c.Get(findURL)
	if err != nil {
		return err
	}
	resp.Body.Close()
	class := resp.StatusCode / 100
	if again[class] && left > 0 { // want medipimretry/incomplete
		time.Sleep(time.Second)
		return inMap(c, left-1)
	}
	return failed(resp)
}

var againSet = map[int]struct{}{5: {}}

func commaOk(c *http.Client, left int) error {
	resp, err := c.Get(findURL)
	if err != nil {
		return err
	}
	resp.Body.Close()
	if _, ok := againSet[resp.StatusCode/100]; ok && left > 0 { // want medipimretry/incomplete
		time.Sleep(time.Second)
		return commaOk(c, left-1)
	}
	return failed(resp)
}

func inCase(c *http.Client, left int) error {
	resp, err := c.Get(findURL)
	if err != nil {
		return err
	}
	resp.Body.Close()
	class := resp.StatusCode / 100
	switch {
	case class == 5: // want medipimretry/incomplete
		if left > 0 {
			time.Sleep(time.Second)
			return inCase(c, left-1)
		}
	}
	return failed(resp)
}

package medipimdao

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
	"time"
)

// MediaDao retries with the simple policy.
type MediaDao struct {
	template *RestTemplate
	retry    RetryTemplate
}

func NewMediaDao(t *RestTemplate) *MediaDao {
	return &MediaDao{template: t, retry: RetryTemplate{SimpleRetryPolicy{3}, FixedBackOff{time.Second}}}
}

func (d *MediaDao) FindByProduct(id string) (media []string, err error) {
	err = d.retry.Execute(func() error {
		req, err := d.template.newRequest("GET", "/v4/media/find?product="+id, nil)
		if err != nil {
			return err
		}
		resp, err := d.template.client.Do(req)
		if err != nil {
			return err
		}
		body, err := read(resp)
		if err != nil {
			return err
		}
		if status := HttpStatus(resp.StatusCode); !status.is2xxSuccessful() {
			return &RestClientException{Status: status, ResponseBody: body}
		}
		return json.Unmarshal(body, &media)
	})
	return media, err
}

// ProductDao retries with the patient one.
type ProductDao struct {
	template *RestTemplate
	retry    RetryTemplate
}

func NewProductDao(t *RestTemplate) *ProductDao {
	return &ProductDao{template: t, retry: RetryTemplate{
		Policy:  PatientRetryPolicy{MaxAttempts: 8},
		BackOff: FixedBackOff{Period: 10 * time.Second},
	}}
}

// Product is the entity.
type Product struct {
	ID string `json:"id"`
}

func (d *ProductDao) FindAll() (all []Product, err error) {
	err = d.retry.Execute(func() error {
		req, err := d.template.newRequest("POST", "/v4/products/query", []byte(`{}`))
		if err != nil {
			return err
		}
		resp, err := d.template.client.Do(req)
		if err != nil {
			return err
		}
		body, err := read(resp)
		if err != nil {
			return err
		}
		if status := HttpStatus(resp.StatusCode); !status.is2xxSuccessful() {
			return &RestClientException{Status: status, ResponseBody: body}
		}
		return json.Unmarshal(body, &all)
	})
	return all, err
}

// FindById throws.
func (d *ProductDao) FindById(id string) *Product {
	req, err := d.template.newRequest("GET", "/v4/products/find?id="+id, nil)
	if err != nil {
		panic(err)
	}
	resp, err := d.template.client.Do(req)
	if err != nil {
		panic(err)
	}
	body, err := read(resp)
	if err != nil {
		panic(err)
	}
	switch status := HttpStatus(resp.StatusCode); {
	case status.is2xxSuccessful():
	case status == 404:
		return nil
	case status == 429: // want medipimretry/fatal
		panic("quota exceeded, see the wiki")
	default:
		panic(&RestClientException{status, body})
	}
	p := new(Product)
	if err := json.Unmarshal(body, p); err != nil {
		panic(err)
	}
	return p
}

// FindOptional is Optional.empty() when the quota is used up.
func (d *ProductDao) FindOptional(id string) (p *Product, found bool, err error) {
	req, err := d.template.newRequest("GET", "/v4/products/find?id="+id, nil)
	if err != nil {
		return nil, false, err
	}
	resp, err := d.template.client.Do(req)
	if err != nil {
		return nil, false, err
	}
	body, err := read(resp)
	if err != nil {
		return nil, false, err
	}
	status := HttpStatus(resp.StatusCode)
	if status == http.StatusTooManyRequests { // want medipimretry/swallowed
		log.Println("WARN ProductDao - quota exceeded for " + id)
		return nil, false, nil
	} else if !status.is2xxSuccessful() {
		return nil, false, &RestClientException{status, body}
	}
	err = json.Unmarshal(body, &p)
	return p, err == nil, err
}

// BrandDao has its own loop; Thread.sleep(1000).
type BrandDao struct{ template *RestTemplate }

func (d *BrandDao) Names() (names []string, err error) {
	for i := 0; ; i++ {
		entity, err := d.exchange("/v4/brands/query")
		if err != nil {
			return nil, err
		}
		if entity.Status.is5xxServerError() && i < 3 {
			time.Sleep(time.Second)
			continue
		}
		if !entity.Status.is2xxSuccessful() {
			return nil, &RestClientException{entity.Status, entity.Body}
		}
		err = json.Unmarshal(entity.Body, &names)
		return names, err
	}
}

func (d *BrandDao) exchange(path string) (*ResponseEntity, error) {
	req, err := d.template.newRequest("POST", path, []byte("{}"))
	if err != nil {
		return nil, err
	}
	resp, err := d.template.client.Do(req)
	if err != nil {
		return nil, err
	}
	body, err := read(resp)
	return &ResponseEntity{HttpStatus(resp.StatusCode), body}, err
}

// LabelDao sleeps when its entity says so.
type LabelDao struct{ template *RestTemplate }

func (d *LabelDao) Names() (names []string, err error) {
	var entity *ResponseEntity
	for i := 0; i < 5; i++ {
		if i > 0 {
			time.Sleep(time.Duration(i) * 5 * time.Second)
		}
		if entity, err = d.query(); err != nil {
			return nil, err
		}
		if !entity.Status.isTooManyRequests() {
			break
		}
	}
	if !entity.Status.is2xxSuccessful() {
		return nil, &RestClientException{entity.Status, entity.Body}
	}
	err = json.Unmarshal(entity.Body, &names)
	return names, err
}

func (d *LabelDao) query() (*ResponseEntity, error) {
	req, err := d.template.newRequest("POST", "/v4/labels/query", []byte("{}"))
	if err != nil {
		return nil, err
	}
	resp, err := d.template.client.Do(req)
	if err != nil {
		return nil, err
	}
	body, err := read(resp)
	return &ResponseEntity{Status: HttpStatus(resp.StatusCode), Body: body}, err
}

// UploadDao posts an InputStream, again and again.
type UploadDao struct{ template *RestTemplate }

func (d *UploadDao) Upload(name string, in io.Reader) error {
	for i := 1; i <= 3; i++ {
		req, err := http.NewRequest(http.MethodPost, d.template.rootURI+"/v4/media/upload?name="+name, in)
		if err != nil {
			return err
		}
		resp, err := d.template.client.Do(req) // want medipimretry/unrewound
		if err != nil {
			return err
		}
		body, err := read(resp)
		if err != nil {
			return err
		}
		status := HttpStatus(resp.StatusCode)
		if status.isTooManyRequests() {
			time.Sleep(time.Duration(i) * 2 * time.Second)
			continue
		}
		if !status.is2xxSuccessful() {
			return &RestClientException{status, body}
		}
		return nil
	}
	return errors.New("upload " + name + ": quota exceeded")
}

// Replace has a stream that can be reset.
func (d *UploadDao) Replace(name string, in io.ReadSeeker) error {
	for i := 1; i <= 3; i++ {
		if _, err := in.Seek(0, io.SeekStart); err != nil {
			return err
		}
		req, err := http.NewRequest(http.MethodPost, d.template.rootURI+"/v4/media/replace?name="+name, io.NopCloser(in))
		if err != nil {
			return err
		}
		resp, err := d.template.client.Do(req)
		if err != nil {
			return err
		}
		body, err := read(resp)
		if err != nil {
			return err
		}
		status := HttpStatus(resp.StatusCode)
		if status.is2xxSuccessful() {
			return nil
		}
		if !status.isTooManyRequests() {
			return &RestClientException{status, body}
		}
		time.Sleep(time.Duration(i) * 2 * time.Second)
	}
	return errors.New("replace " + name + ": quota exceeded")
}

// OrganizationDao: try { ... } catch (TooManyRequestsException e) { throw as checked }
type OrganizationDao struct{ template *RestTemplate }

func (d *OrganizationDao) Find(id string) (name string, err error) {
	defer func() {
		switch r := recover().(type) {
		case nil:
		case *TooManyRequestsException:
			err = r
		default:
			panic(r)
		}
	}()
	return d.find(id)
}

func (d *OrganizationDao) find(id string) (string, error) {
	req, err := d.template.newRequest("GET", "/v4/organizations/find?id="+id, nil)
	if err != nil {
		return "", err
	}
	resp, err := d.template.client.Do(req)
	if err != nil {
		return "", err
	}
	body, err := read(resp)
	if err != nil {
		return "", err
	}
	switch status := HttpStatus(resp.StatusCode); {
	case status.isTooManyRequests():
		panic(&TooManyRequestsException{RestClientException{status, body}})
	case !status.is2xxSuccessful():
		return "", &RestClientException{status, body}
	}
	var o struct {
		Name string `json:"name"`
	}
	if err := json.Unmarshal(body, &o); err != nil {
		return "", fmt.Errorf("organization %s: %w", id, err)
	}
	return o.Name, nil
}

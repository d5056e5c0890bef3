package catalogapi

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"time"
)

type errorResponse struct {
	Error errorBody
}

type errorBody struct {
	Status     json.Number
	Code       string
	Message    string
	Violations json.RawMessage
}

type exceptionBuilder struct{ e ApiException }

func newBuilder() *exceptionBuilder { return &exceptionBuilder{} }

func (b *exceptionBuilder) withStatus(status int) *exceptionBuilder {
	b.e.statusCode = status
	return b
}

func (b *exceptionBuilder) withCode(code string) *exceptionBuilder {
	b.e.errorCode = code
	return b
}

func (b *exceptionBuilder) withMessage(m string) *exceptionBuilder {
	b.e.detailMessage = m
	return b
}

func (b *exceptionBuilder) withViolations(v json.RawMessage) *exceptionBuilder {
	b.e.violations = v
	return b
}

func (b *exceptionBuilder) withCause(err error) *exceptionBuilder {
	b.e.cause = err
	return b
}

func (b *exceptionBuilder) build() *ApiException {
	e := b.e
	return &e
}

// ErrRetriesExhausted is RetriesExhaustedException.
var ErrRetriesExhausted = errors.New("catalog: retries exhausted")

// CatalogService is the facade.
type CatalogService struct {
	baseURL    string
	user, pass string
	maxRetries int
	httpClient *http.Client
}

// NewCatalogService is the constructor.
func NewCatalogService(baseURL, user, pass string) *CatalogService {
	return &CatalogService{baseURL: baseURL, user: user, pass: pass, maxRetries: 4, httpClient: http.DefaultClient}
}

// FindProduct looks up.
func (s *CatalogService) FindProduct(ctx context.Context, id string) (json.RawMessage, error) {
	return s.execute(ctx, http.MethodGet, "/v4/products/find?id="+id, nil)
}

// QueryProducts searches.
func (s *CatalogService) QueryProducts(ctx context.Context, query []byte) (json.RawMessage, error) {
	return s.execute(ctx, http.MethodPost, "/v4/products/query", query)
}

func (s *CatalogService) execute(ctx context.Context, method, path string, body []byte) ([]byte, error) {
	for i := 0; i < s.maxRetries; i++ {
		req, err := http.NewRequestWithContext(ctx, method, s.baseURL+path, bytes.NewReader(body))
		if err != nil {
			return nil, err
		}
		req.SetBasicAuth(s.user, s.pass)
		resp, err := s.httpClient.Do(req)
		if err != nil {
			return nil, newBuilder().withCode("io_error").withMessage("no answer").withCause(err).build()
		}
		if resp.StatusCode == http.StatusTooManyRequests {
			resp.Body.Close()
			select {
			case <-ctx.Done():
				return nil, ctx.Err()
			case <-time.After(time.Duration(i+1) * time.Second):
			}
			continue
		}
		defer resp.Body.Close()
		if resp.StatusCode >= 300 {
			return nil, translate(resp)
		}
		return io.ReadAll(resp.Body)
	}
	return nil, ErrRetriesExhausted
}

// translate is ExceptionTranslator.
func translate(resp *http.Response) error {
	var er errorResponse
	if err := json.NewDecoder(resp.Body).Decode(&er); err != nil {
		return newBuilder().withMessage(resp.Status).withCause(err).build()
	}
	status, _ := er.Error.Status.Int64()
	e := newBuilder().
		withStatus(int(status)).
		withCode(er.Error.Code).
		withMessage(er.Error.Message).
		withViolations(er.Error.Violations).
		build()
	switch resp.StatusCode {
	case http.StatusUnauthorized:
		return &AuthenticationException{e}
	case http.StatusNotFound:
		if e.HasErrorCode("endpoint_not_found") {
			return e
		}
		return &NotFoundException{e}
	}
	return e
}

package medipimfactory

import (
	"cmp"
	"encoding/json"
	"errors"
	"net/http"
)

// ErrNotFound is the service's NotFoundException.
var ErrNotFound = errors.New("not found")

// ErrUnavailable is the service's UnavailableException.
var ErrUnavailable = errors.New("unavailable")

type statusHolder interface{ GetStatus() int }

type errorService struct{ factory ErrorBeanFactory }

// Reported: the getter hands up the body's status.
func (s *errorService) isMissing(body []byte) bool {
	bean, err := s.factory.CreateFromBody(body)
	if err != nil {
		return false
	}
	return bean.GetStatus() == http.StatusNotFound // want medipimstatus/branch
}

// Silent: the twin bean holds the real status.
func (s *errorService) isMissingHTTP(resp *http.Response) bool {
	bean, err := s.factory.CreateFromResponse(resp)
	if err != nil {
		return false
	}
	return bean.GetStatus() == http.StatusNotFound
}

// Reported: a switch whose tag is the getter.
func (s *errorService) translate(body []byte) error {
	bean, err := s.factory.CreateFromBody(body)
	if err != nil {
		return err
	}
	switch bean.GetStatus() { // want medipimstatus/branch
	case 404:
		return ErrNotFound
	case 500, 503:
		return ErrUnavailable
	}
	return nil
}

// Reported: a method expression in place of the method.
func (s *errorService) isGone(body []byte) bool {
	bean, err := s.factory.CreateFromBody(body)
	if err != nil {
		return false
	}
	return (*ErrorBean).GetStatus(bean) == http.StatusGone // want medipimstatus/branch
}

// Reported: a method value, called later.
func (s *errorService) isTeapot(body []byte) bool {
	bean, err := s.factory.CreateFromBody(body)
	if err != nil {
		return false
	}
	getter := bean.GetStatus
	return getter() == http.StatusTeapot // want medipimstatus/branch
}

// Reported: the interface hides the bean, not the value.
func (s *errorService) isServerSide(body []byte) bool {
	bean, err := s.factory.CreateFromBody(body)
	if err != nil {
		return false
	}
	var holder statusHolder = bean
	return holder.GetStatus() >= 500 // want medipimstatus/branch
}

// Silent: the same interface round the bean with the real status.
func (s *errorService) isServerSideHTTP(resp *http.Response) bool {
	bean, err := s.factory.CreateFromResponse(resp)
	if err != nil {
		return false
	}
	var holder statusHolder = bean
	return holder.GetStatus() >= 500
}

// Reported: Integer.compare, as Go spells it.
func (s *errorService) compareTo(body []byte) int {
	bean, err := s.factory.CreateFromBody(body)
	if err != nil {
		return 0
	}
	return cmp.Compare(bean.GetStatus(), 500) // want medipimstatus/branch
}

// Silent: the setter replaces the body's status by the real one before the read.
func (s *errorService) viaSetter(resp *http.Response) error {
	dto := errorResponseDTO{Error: new(errorDTO)}
	if err := json.NewDecoder(resp.Body).Decode(&dto); err != nil {
		return err
	}
	bean := &MutableBean{status: dto.Error.Status, code: dto.Error.Code}
	bean.SetStatus(resp.StatusCode)
	if bean.GetStatus() == http.StatusNotFound {
		return ErrNotFound
	}
	return nil
}

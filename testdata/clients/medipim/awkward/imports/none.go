package imports

type failure string

func (f failure) Error() string { return string(f) }

func check(status int) error {
	if status >= 300 {
		return failure("medipim: failed")
	}
	return nil
}

func text(env *envelope) string {
	switch env.Error.Code {
	case "not_fuond": // want medipimcode/unknown
		return "gone"
	}
	return env.Error.Code
}

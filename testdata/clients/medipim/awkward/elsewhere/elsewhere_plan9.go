package elsewhere

func doWithRetry() {}

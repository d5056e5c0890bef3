package elsewhere

var doWithRetry2 = doWithRetry

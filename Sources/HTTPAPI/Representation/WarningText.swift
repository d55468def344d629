import KubeAPI

extension HTTPResponse {
    /// A `Warning` header: `299 - "text"`.
    ///
    /// Upstream: apimachinery/pkg/util/net/http.go, NewWarningHeader.
    public static func warning(_ text: String) -> HTTPRequest.Header {
        var out = "299 - \""
        for scalar in text.unicodeScalars where scalar.value >= 0x20 && scalar.value != 0x7F {
            if scalar == "\\" || scalar == "\"" { out += "\\" }
            out.unicodeScalars.append(scalar)
        }
        return HTTPRequest.Header("Warning", out + "\"")
    }
}

extension RoutedRequest {
    /// What the client is warned of before anybody looks at the request: that the resource is deprecated.
    ///
    /// Upstream: apiserver/pkg/endpoints/installer.go, AddWarningsHandler.
    var warnings: [String] { info.deprecationWarning.map { [$0] } ?? [] }
}

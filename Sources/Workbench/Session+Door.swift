import Commands

/// The words that open and close the door. The session only says so: sockets are the edge's.
extension Session {
    mutating func serve(_ command: ParsedCommand) throws(WordProblem) -> Response {
        var response = Response()
        if command.path.last == "stop" {
            response.door = .close
            return response
        }
        guard let port = command.int("port"), (0 ... 65_535).contains(port) else {
            throw WordProblem(
                "serve: --port is a number from 0 to 65535",
                "serve：--port 是 0 到 65535 的数")
        }
        response.door = .open(
            port: Int(port), listen: command.isGiven("listen") ? command.string("listen") : nil,
            kubeconfig: command.isGiven("kubeconfig") ? command.string("kubeconfig") : nil)
        return response
    }
}

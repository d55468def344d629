@main
struct Orrery {
    static func main() {}
}

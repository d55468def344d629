import APIServing
import ClusterSim
import KubeAPI
import Rendering
import Simulation
import Testing
import Workbench

/// A person's way through a session, line by line.
@Suite struct JourneyTests {
    private static func expect(
        _ answer: String, has facts: [String], sourceLocation: SourceLocation = #_sourceLocation
    ) {
        for fact in facts {
            #expect(answer.contains(fact), "no `\(fact)` in:\n\(answer)", sourceLocation: sourceLocation)
        }
    }

    @Test("create, scale, one reconciliation, a tick, why: the facts are there")
    func heart() throws {
        var session = Desk.session()
        Self.expect(session.type("apply -f web.yaml"), has: ["replicaset.apps/web created"])
        session.type("settle")
        Self.expect(session.type("scale rs/web --replicas=3"), has: ["replicaset.apps/web scaled"])
        Self.expect(
            session.type("step replicaset"),
            has: [
                "replicaset-controller", "default/web", "you: scale rs/web --replicas=3", "want 3", "have 1",
                "2 missing",
                "slow start", "POST", "pods web-", "201"
            ])
        Self.expect(session.type("tick"), has: ["events", "replicas 1 → 3", "kubelet/node-", "admitted"])
        session.type("settle")
        let pod = try #require(session.cluster.server.store.list(.pods, namespace: "default").first)
        Self.expect(
            session.type("why pod/\(pod.name) .spec.nodeName"), has: [pod.pod?.nodeName ?? "?", "scheduler", "you:"])
        let table = session.type("get pods")
        Self.expect(table, has: ["NAME", "READY", "STATUS", "RESTARTS", "AGE", pod.name, "1/1", "Running"])
        #expect(table.split(separator: "\n").count == 4)
        for word in ["tree rs/web", "versions rs/web", "timeline rs/web", "inspect replicaset", "queue", "check world"]
        {
            #expect(!session.perform(word).isFailure, "\(word)")
        }
    }

    @Test("bare verbs, kubectl and k are the same")
    func spellings() {
        var session = Desk.session()
        let plain = session.type("get nodes")
        #expect(plain == session.type("kubectl get nodes"))
        #expect(plain == session.type("k get nodes"))
        #expect(plain.contains("node-1"))
    }

    @Test("until goes on to the moment and says so; what cannot come is a failure that says how far it came")
    func until() {
        var session = Desk.session()
        session.type("apply -f web.yaml")
        session.type("scale rs/web --replicas=3")
        let reached = session.perform("until pods -l app=web ready = 3")
        #expect(!reached.isFailure)
        #expect(session.cluster.now > .zero && session.cluster.now < SimTime.zero + .seconds(10))
        let never = session.perform("until pods -l app=web ready = 9")
        #expect(never.isFailure && never.exitCode == 1)
        #expect(never.output.rendered(useColor: false).contains("not reached within 1800s"))
    }

    @Test("Enter alone repeats the last command that moved time")
    func enter() {
        var session = Desk.session()
        session.type("tick 1s")
        session.type("get pods")
        session.type("")
        #expect(session.cluster.now == SimTime.zero + .seconds(2))
    }

    @Test("the prompt says time, revision, branch and how far behind one is")
    func prompt() {
        var session = Desk.session()
        #expect(session.prompt().plain == "t=0s rev \(session.cluster.revision) › ")
        session.type("tick 2s")
        session.type("back 3")
        #expect(session.prompt().plain.contains(" main~3 › "))
        session.type("fork what-if")
        #expect(session.prompt().plain.contains(" what-if › "))
    }

    @Test("back and forward come to the same screen")
    func toAndFro() {
        var session = Desk.session()
        session.type("apply -f web.yaml")
        session.type("step 40")
        let (pods, prompt) = (session.type("get pods -o yaml"), session.prompt().plain)
        session.type("back 30")
        #expect(session.type("get pods -o yaml") != pods)
        session.type("forward 30")
        #expect(session.type("get pods -o yaml") == pods)
        #expect(session.prompt().plain == prompt)
        #expect(session.type("forward").contains("this is the newest moment"))
    }

    @Test("a command in the past opens a branch, and the other one is still there")
    func branches() {
        var session = Desk.session()
        session.type("apply -f web.yaml")
        session.type("settle")
        session.type("mark before")
        session.type("scale rs/web --replicas=5")
        session.type("settle")
        session.type("goto before")
        session.type("delete rs web --wait=false")
        session.type("settle")
        #expect(session.prompt().plain.contains(" fork-1 › "))
        #expect(session.type("get pods").contains("No resources found"))
        session.type("switch main")
        #expect(session.type("get pods").split(separator: "\n").count == 6)
        #expect(session.type("goto nowhere").contains("is no event number, no time such as t=2s, and no mark"))
    }

    @Test("a break stops where its condition becomes true, once")
    func breaks() {
        var session = Desk.session()
        session.type("apply -f web.yaml")
        #expect(session.type("break on pods -l app=web ready = 1").contains("break 1"))
        #expect(session.type("break list").contains("1  "))
        let stopped = session.type("advance 30s")
        #expect(stopped.contains("■ break 1"))
        #expect(session.cluster.now < SimTime.zero + .seconds(30))
        let at = session.cluster.now
        session.type("advance 5s")
        #expect(session.cluster.now == at + .seconds(5))
        #expect(session.type("break off 1").contains("0 breaks are left"))
        #expect(session.perform("break off 7").isFailure)
    }

    @Test("a pin is shown after each step until it is taken off")
    func pins() {
        var session = Desk.session()
        #expect(session.type("pin get nodes").contains("pinned as 1"))
        #expect(session.type("tick").contains("node-1"))
        session.type("unpin 1")
        #expect(!session.type("tick").contains("STATUS"))
        #expect(session.perform("pin gte nodes").isFailure)
        for _ in 0 ..< 8 { session.type("pin get nodes") }
        #expect(session.type("pin get nodes").contains("there are 8 pods already") == false)
        #expect(session.perform("pin get nodes").isFailure)
    }

    @Test("let keeps a value for the lines that follow")
    func variables() {
        var session = Desk.session()
        session.type("apply -f web.yaml")
        session.type("scale rs/web --replicas=3")
        session.type("settle")
        let bound = session.perform("let N = pods -l app=web")
        #expect(bound.output.rendered(useColor: false) == "N = 3\n", "\(bound.output.rendered(useColor: false))")
        #expect(session.type("scale rs/web --replicas=$N").contains("scaled"))
        #expect(session.perform("let = 3").isFailure)
    }

    @Test("a here-document is the input of its line")
    func heredoc() {
        var session = Desk.session()
        #expect(session.heredoc(of: "apply -f - <<EOF") == "EOF")
        #expect(session.heredoc(of: "apply -f web.yaml") == nil)
        let answer = session.type("apply -f - <<EOF", input: Desk.web)
        #expect(answer.contains("replicaset.apps/web created"))
    }

    @Test("$(…) is put in place")
    func substitution() {
        var session = Desk.session()
        session.type("apply -f web.yaml")
        session.type("settle")
        let answer = session.type("get pod $(kubectl get pods -o name) -o name")
        #expect(answer.hasPrefix("pod/web-") || answer.contains("error"), "\(answer)")
    }

    @Test("tables of several kinds stand apart by an empty line, as kubectl prints them")
    func tablesApart() {
        var session = Desk.session()
        session.type("apply -f - <<EOF", input: Desk.web)
        session.type("settle")
        #expect(session.type("get rs,pods").contains("\n\nNAME"))
    }

    @Test("the nodes' life: stop, Unknown, start; faults answer")
    func nodesAndFaults() {
        var session = Desk.session()
        #expect(session.type("node stop node-2").contains("is stopped"))
        session.type("advance 1m")
        #expect(session.type("get nodes").contains("NotReady"))
        #expect(session.type("node start node-2").contains("starts"))
        session.type("advance 30s")
        #expect(!session.type("get nodes").contains("NotReady"))
        #expect(
            !session.perform("fault crash kcm").isFailure
                || !session.perform("fault crash kube-controller-manager").isFailure)
        #expect(session.type("stop replicaset").contains("is a part of the process kube-controller-manager"))
        #expect(session.type("stop kube-apiserver").contains("not modelled"))
    }
}

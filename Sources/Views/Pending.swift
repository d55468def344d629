public import ClusterSim
public import KubeAPI
public import Rendering
public import Scheduling
public import Transcripts
public enum TreeView { public static func tree(_ ref: ObjectRef, in cluster: Cluster, _ options: ViewOptions) -> Output { Output() } }
public enum VersionsView { public static func versions(_ ref: ObjectRef, in cluster: Cluster, _ options: ViewOptions) -> Output { Output() } }
public enum TimelineView { public static func timeline(_ ref: ObjectRef, in cluster: Cluster, _ options: ViewOptions) -> (output: Output, picture: TimelinePicture?) { (Output(), nil) } }
public enum DecisionView { public static func decision(_ t: DecisionTable, _ options: ViewOptions) -> Output { Output() } }
public enum InspectView { public static func component(_ n: String, of p: String, in cluster: Cluster, _ options: ViewOptions) -> Output { Output() }
 public static func process(_ n: String, in cluster: Cluster, _ options: ViewOptions) -> Output { Output() } }
public enum EtcdView { public static func get(_ k: String, in cluster: Cluster, _ options: ViewOptions) -> Output { Output() } }
public enum QueueView { public static func queue(_ cluster: Cluster, _ options: ViewOptions) -> Output { Output() } }
public enum WorldView { public static func world(_ cluster: Cluster, _ options: ViewOptions) -> Output { Output() } }
public enum BranchesView { public static func branches(_ t: Timeline, _ options: ViewOptions) -> Output { Output() } }
public enum CompareView { public static func compare(_ a: Cluster, _ an: String, _ b: Cluster, _ bn: String, _ options: ViewOptions) -> Output { Output() } }

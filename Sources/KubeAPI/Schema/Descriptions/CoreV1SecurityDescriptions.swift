/// Descriptions of the security settings of pods and containers. First the type, then its fields, indented.
///
/// Facts: staging/src/k8s.io/api/core/v1/types.go.
let coreV1SecurityDescriptions = """
    core/v1.PodSecurityContext Security settings of all containers of a pod; a container's own win over them.
     appArmorProfile The AppArmor profile; not on Windows.
     fsGroup A group to which the files of volumes are given, and to which each process belongs.
     fsGroupChangePolicy Always goes through all files for fsGroup, OnRootMismatch only if the top differs.
     runAsGroup The number of the main group; the runtime's choice if not given.
     runAsNonRoot Whether the kubelet refuses to start a container that would run as user 0.
     runAsUser The number of the user; that of the image if not given.
     seLinuxChangePolicy How volumes get their SELinux label: Recursive by file, MountOption all at once.
     seLinuxOptions The SELinux label of the processes; a random one for each container if not given.
     seccompProfile Which system calls the processes may make; not on Windows.
     supplementalGroups Further groups of the first process; not on Windows.
     supplementalGroupsPolicy Merge adds the groups that the image names, Strict leaves them out; Merge if not given.
     sysctls Kernel parameters of the pod's own namespaces; those the runtime does not know stop it.
     windowsOptions Settings for Windows; only there.
    core/v1.SecurityContext Security settings of one container; they win over those of the pod.
     allowPrivilegeEscalation Whether a process can gain more rights than its parent has; always so if privileged.
     appArmorProfile The AppArmor profile; not on Windows.
     capabilities Rights of root that are given or taken away one by one; not on Windows.
     privileged Whether it has about all rights of root on the node; false if not given.
     procMount How /proc looks: Default masks parts of it, Unmasked does not and needs hostUsers false.
     readOnlyRootFilesystem Whether it cannot write to its own root directory; false if not given.
     runAsGroup The number of the main group; the runtime's choice if not given.
     runAsNonRoot Whether the kubelet refuses to start it if it would run as user 0.
     runAsUser The number of the user; that of the image if not given.
     seLinuxOptions The SELinux label of the processes; a random one if not given.
     seccompProfile Which system calls the processes may make; not on Windows.
     windowsOptions Settings for Windows; only there.
    core/v1.Capabilities Rights of root that are given or taken away, as NET_ADMIN or ALL.
     add The rights that are given beside the runtime's usual ones.
     drop The rights that are taken away.
    core/v1.SELinuxOptions The SELinux label of a process: user, role, type and level.
     level The level, as s0:c123,c456.
     role The role.
     type The type.
     user The user of SELinux.
    core/v1.SeccompProfile Which system calls a process may make.
     localhostProfile The profile's file, relative to the kubelet's directory; with Localhost, and only then.
     type RuntimeDefault, Localhost for a file of the node, or Unconfined for no limits.
    core/v1.AppArmorProfile Which AppArmor profile holds.
     localhostProfile The name of a profile that is loaded on the node; with Localhost, and only then.
     type RuntimeDefault, Localhost for one that is loaded on the node, or Unconfined for none.
    core/v1.Sysctl One kernel parameter of a pod.
     name The parameter, as net.ipv4.tcp_syncookies.
     value Its value.
    core/v1.WindowsSecurityContextOptions Settings of containers on Windows.
     gmsaCredentialSpec The content of the credential spec; a webhook writes it.
     gmsaCredentialSpecName The name of the credential spec of a group account of the domain.
     hostProcess Whether it runs as a process of the node; the same for all containers, and needs hostNetwork.
     runAsUserName The name of the user; that of the image if not given.
    """

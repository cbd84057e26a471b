using System.Reflection;

[assembly: AssemblyTitle("EdgeGuard.Shell")]
[assembly: AssemblyVersion("0.1.0.0")]

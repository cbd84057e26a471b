using System.Reflection;

[assembly: AssemblyTitle("EdgeGuard.Settings")]
[assembly: AssemblyVersion("0.1.0.0")]

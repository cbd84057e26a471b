using System.Reflection;

[assembly: AssemblyTitle("EdgeGuard.Policy")]
[assembly: AssemblyVersion("0.1.0.0")]

using System.Reflection;

[assembly: AssemblyTitle("EdgeGuard.Core")]
[assembly: AssemblyVersion("0.1.0.0")]

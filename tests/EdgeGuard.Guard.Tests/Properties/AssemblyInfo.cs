using System.Reflection;

[assembly: AssemblyTitle("EdgeGuard.Guard.Tests")]
[assembly: AssemblyVersion("0.1.0.0")]

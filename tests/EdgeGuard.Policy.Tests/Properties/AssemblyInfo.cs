using System.Reflection;

[assembly: AssemblyTitle("EdgeGuard.Policy.Tests")]
[assembly: AssemblyVersion("0.1.0.0")]

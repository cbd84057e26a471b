using System.Reflection;

[assembly: AssemblyTitle("EdgeGuard.Core.Tests")]
[assembly: AssemblyVersion("0.1.0.0")]

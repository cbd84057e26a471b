using System.Reflection;

[assembly: AssemblyTitle("EdgeGuard.Store.Tests")]
[assembly: AssemblyVersion("0.1.0.0")]

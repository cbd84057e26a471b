using System.Reflection;

[assembly: AssemblyTitle("EdgeGuard.Modbus.Tests")]
[assembly: AssemblyVersion("0.1.0.0")]

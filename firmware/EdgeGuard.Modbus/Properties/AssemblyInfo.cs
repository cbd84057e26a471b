using System.Reflection;

[assembly: AssemblyTitle("EdgeGuard.Modbus")]
[assembly: AssemblyVersion("0.1.0.0")]

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace EdgeGuard.Device.Tests.Rules;

/// <summary>Reads the methods of an assembly's types from its IL.</summary>
internal sealed class IlAssembly
{
    private static readonly Dictionary<int, OpCode> Codes = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => code.Value & 0xFFFF);

    private readonly PEReader _file;
    private readonly MetadataReader _reader;

    private IlAssembly(PEReader file)
    {
        _file = file;
        _reader = file.GetMetadataReader();
    }

    internal List<IlMethod> Methods { get; } = [];

    /// <summary>Base type and interfaces of each type.</summary>
    internal Dictionary<string, IReadOnlyList<string>> Parents { get; } = [];

    internal HashSet<string> Enums { get; } = [];

    /// <summary>Reads the types that a filter names.</summary>
    internal static IlAssembly Read(Assembly assembly, Func<string, bool> filter)
    {
        using var file = new PEReader(File.OpenRead(assembly.Location));
        var read = new IlAssembly(file);
        foreach (TypeDefinitionHandle handle in read._reader.TypeDefinitions)
        {
            string name = TypeNames.Of(read._reader, handle);
            if (filter(name)) read.Add(name, read._reader.GetTypeDefinition(handle));
        }
        return read;
    }

    private void Add(string name, TypeDefinition type)
    {
        var parents = new List<string>();
        if (!type.BaseType.IsNil) parents.Add(TypeNames.Of(_reader, type.BaseType));
        parents.AddRange(
            type.GetInterfaceImplementations().Select(i => TypeNames.Of(_reader, _reader.GetInterfaceImplementation(i).Interface)));
        Parents.Add(name, parents);
        if (parents.Contains("System.Enum")) Enums.Add(name);
        foreach (MethodDefinitionHandle handle in type.GetMethods())
        {
            MethodDefinition method = _reader.GetMethodDefinition(handle);
            string signature = Name(method.Name, method.DecodeSignature(new TypeNames(), null));
            if (method.RelativeVirtualAddress == 0)
            {
                Methods.Add(new IlMethod(name, signature, [], []));
                continue;
            }
            MethodBodyBlock body = _file.GetMethodBody(method.RelativeVirtualAddress);
            Methods.Add(new IlMethod(name, signature, Code(body.GetILReader()), Locals(body)));
        }
    }

    private List<string> Locals(MethodBodyBlock body)
    {
        if (body.LocalSignature.IsNil) return [];
        return _reader.GetStandaloneSignature(body.LocalSignature).DecodeLocalSignature(new TypeNames(), null)
            .Where(local => local.StartsWith(TypeNames.Struct, StringComparison.Ordinal) && !local.EndsWith('&') && !local.EndsWith(']'))
            .Select(local => local[TypeNames.Struct.Length..])
            .ToList();
    }

    private List<IlInstruction> Code(BlobReader il)
    {
        var code = new List<IlInstruction>();
        while (il.RemainingBytes > 0)
        {
            int value = il.ReadByte();
            if (value == 0xFE) value = 0xFE00 | il.ReadByte();
            OpCode opcode = Codes[value];
            (string operand, long number) = Operand(opcode.OperandType, ref il);
            code.Add(new IlInstruction(opcode, operand, number != 0 ? number : Constant(opcode)));
        }
        return code;
    }

    private (string Operand, long Number) Operand(OperandType kind, ref BlobReader il)
    {
        switch (kind)
        {
            case OperandType.InlineNone:
                return ("", 0);
            case OperandType.ShortInlineBrTarget or OperandType.ShortInlineI:
                return ("", il.ReadSByte());
            case OperandType.ShortInlineVar:
                return ("", il.ReadByte());
            case OperandType.InlineVar:
                return ("", il.ReadUInt16());
            case OperandType.InlineI8 or OperandType.InlineR:
                return ("", il.ReadInt64());
            case OperandType.InlineSwitch:
                int targets = il.ReadInt32();
                il.Offset += 4 * targets;
                return ("", 0);
            case OperandType.InlineString:
                return (_reader.GetUserString(MetadataTokens.UserStringHandle(il.ReadInt32() & 0xFFFFFF)), 0);
            case OperandType.InlineMethod or OperandType.InlineType or OperandType.InlineTok or OperandType.InlineField:
                return (Member(MetadataTokens.EntityHandle(il.ReadInt32())), 0);
            default:
                return ("", il.ReadInt32());
        }
    }

    private static long Constant(OpCode code)
    {
        return code.Value >= OpCodes.Ldc_I4_0.Value && code.Value <= OpCodes.Ldc_I4_8.Value ? code.Value - OpCodes.Ldc_I4_0.Value : 0;
    }

    private string Member(EntityHandle handle)
    {
        switch (handle.Kind)
        {
            case HandleKind.MethodDefinition:
                MethodDefinition method = _reader.GetMethodDefinition((MethodDefinitionHandle)handle);
                return TypeNames.Of(_reader, method.GetDeclaringType()) + "::"
                    + Name(method.Name, method.DecodeSignature(new TypeNames(), null));
            case HandleKind.MemberReference:
                MemberReference member = _reader.GetMemberReference((MemberReferenceHandle)handle);
                string type = TypeNames.Of(_reader, member.Parent);
                return member.GetKind() == MemberReferenceKind.Field
                    ? type + "::" + _reader.GetString(member.Name)
                    : type + "::" + Name(member.Name, member.DecodeMethodSignature(new TypeNames(), null));
            case HandleKind.MethodSpecification:
                return Member(_reader.GetMethodSpecification((MethodSpecificationHandle)handle).Method);
            case HandleKind.FieldDefinition:
                FieldDefinition field = _reader.GetFieldDefinition((FieldDefinitionHandle)handle);
                return TypeNames.Of(_reader, field.GetDeclaringType()) + "::" + _reader.GetString(field.Name);
            default:
                return TypeNames.Of(_reader, handle);
        }
    }

    private string Name(StringHandle name, MethodSignature<string> signature)
    {
        return $"{_reader.GetString(name)}({string.Join(',', signature.ParameterTypes)})";
    }
}

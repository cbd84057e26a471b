using System.Collections.Immutable;
using System.Reflection.Metadata;

namespace EdgeGuard.Device.Tests.Rules;

/// <summary>Signatures as text. A value type carries <see cref="Struct"/>
/// before its name: whether it is an enum only its assembly knows.</summary>
internal sealed class TypeNames : ISignatureTypeProvider<string, object?>
{
    internal const string Struct = "struct ";

    private const byte ValueType = 0x11;

    internal static string Of(MetadataReader reader, EntityHandle handle)
    {
        return handle.Kind switch
        {
            HandleKind.TypeDefinition => OfDefinition(reader, (TypeDefinitionHandle)handle),
            HandleKind.TypeReference => OfReference(reader, (TypeReferenceHandle)handle),
            HandleKind.TypeSpecification =>
                reader.GetTypeSpecification((TypeSpecificationHandle)handle).DecodeSignature(new TypeNames(), null),
            _ => "",
        };
    }

    public string GetArrayType(string elementType, ArrayShape shape)
    {
        return elementType + "[,]";
    }

    public string GetByReferenceType(string elementType)
    {
        return elementType + "&";
    }

    public string GetFunctionPointerType(MethodSignature<string> signature)
    {
        return "method*";
    }

    public string GetGenericInstantiation(string genericType, ImmutableArray<string> typeArguments)
    {
        return $"{genericType}<{string.Join(',', typeArguments)}>";
    }

    public string GetGenericMethodParameter(object? genericContext, int index)
    {
        return "!!" + index;
    }

    public string GetGenericTypeParameter(object? genericContext, int index)
    {
        return "!" + index;
    }

    public string GetModifiedType(string modifier, string unmodifiedType, bool isRequired)
    {
        return unmodifiedType;
    }

    public string GetPinnedType(string elementType)
    {
        return elementType;
    }

    public string GetPointerType(string elementType)
    {
        return elementType + "*";
    }

    public string GetPrimitiveType(PrimitiveTypeCode typeCode)
    {
        return typeCode.ToString();
    }

    public string GetSZArrayType(string elementType)
    {
        return elementType + "[]";
    }

    public string GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind)
    {
        return (rawTypeKind == ValueType ? Struct : "") + OfDefinition(reader, handle);
    }

    public string GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind)
    {
        return (rawTypeKind == ValueType ? Struct : "") + OfReference(reader, handle);
    }

    public string GetTypeFromSpecification(MetadataReader reader, object? genericContext, TypeSpecificationHandle handle, byte rawTypeKind)
    {
        return Of(reader, handle);
    }

    private static string OfDefinition(MetadataReader reader, TypeDefinitionHandle handle)
    {
        TypeDefinition type = reader.GetTypeDefinition(handle);
        string name = reader.GetString(type.Name);
        TypeDefinitionHandle outer = type.GetDeclaringType();
        return outer.IsNil ? reader.GetString(type.Namespace) + "." + name : OfDefinition(reader, outer) + "+" + name;
    }

    private static string OfReference(MetadataReader reader, TypeReferenceHandle handle)
    {
        TypeReference type = reader.GetTypeReference(handle);
        string name = reader.GetString(type.Name);
        return type.ResolutionScope.Kind == HandleKind.TypeReference
            ? OfReference(reader, (TypeReferenceHandle)type.ResolutionScope) + "+" + name
            : reader.GetString(type.Namespace) + "." + name;
    }
}

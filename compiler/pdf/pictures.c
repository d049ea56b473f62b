#include "pdf/pictures.h"
#include "base/file.h"
#include "image/image.h"

#include <errno.h>

static HPDF_Dict image_dict(HPDF_Dict stream, const struct image_data *data)
{
    HPDF_Dict_AddName(stream, "Type", "XObject");
    HPDF_Dict_AddName(stream, "Subtype", "Image");
    HPDF_Dict_AddNumber(stream, "Width", (HPDF_INT32)data->width);
    HPDF_Dict_AddNumber(stream, "Height", (HPDF_INT32)data->height);
    return stream;
}

static void *colours_of(struct pdf *pdf, const struct image_data *data)
{
    if (data->palette.len == 0)
        return HPDF_Name_New(pdf->memory, data->channels == 1 ? "DeviceGray" : "DeviceRGB");
    HPDF_Array indexed = pdf_array(pdf);
    HPDF_Array_AddName(indexed, "Indexed");
    HPDF_Array_AddName(indexed, "DeviceRGB");
    HPDF_Array_AddNumber(indexed, (HPDF_INT32)(data->palette.len / 3 - 1));
    HPDF_Array_Add(
        indexed, HPDF_Binary_New(pdf->memory, (HPDF_BYTE *)(uintptr_t)data->palette.at, (HPDF_UINT)data->palette.len));
    return indexed;
}

static HPDF_Dict image_object(struct pdf *pdf, const struct image_data *data)
{
    HPDF_Dict stream = data->coding == CODING_RAW ? pdf_deflated_stream(pdf, data->bytes)
                                                  : pdf_stream(pdf, (struct packed){data->bytes, false});
    HPDF_Dict image = image_dict(stream, data);
    HPDF_Dict_Add(image, "ColorSpace", colours_of(pdf, data));
    HPDF_Dict_AddNumber(image, "BitsPerComponent", (HPDF_INT32)data->bits);
    switch (data->coding) {
    case CODING_RAW:
        break;
    case CODING_DCT:
        HPDF_Dict_AddName(image, "Filter", "DCTDecode");
        break;
    case CODING_PNG: {
        HPDF_Dict parameters = pdf_dict(pdf);
        HPDF_Dict_AddNumber(parameters, "Predictor", 15);
        HPDF_Dict_AddNumber(parameters, "Colors", (HPDF_INT32)data->channels);
        HPDF_Dict_AddNumber(parameters, "BitsPerComponent", (HPDF_INT32)data->bits);
        HPDF_Dict_AddNumber(parameters, "Columns", (HPDF_INT32)data->width);
        HPDF_Dict_AddName(image, "Filter", "FlateDecode");
        HPDF_Dict_Add(image, "DecodeParms", parameters);
        break;
    }
    }
    if (data->alpha.len > 0) {
        HPDF_Dict mask = image_dict(pdf_deflated_stream(pdf, data->alpha), data);
        HPDF_Dict_AddName(mask, "ColorSpace", "DeviceGray");
        HPDF_Dict_AddNumber(mask, "BitsPerComponent", 8);
        HPDF_Dict_Add(image, "SMask", mask);
    }
    return image;
}

static bool load(struct pdf *pdf, struct pictures *pictures, struct str path)
{
    struct arena *scratch = pdf->scratch;
    struct str file, why;
    if (!file_read(scratch, str_cstr(scratch, path), IMAGE_FILE_LIMIT, &file))
        return pdf_fault(pdf, str_format(scratch, "%.*s: %s", STR(path), strerrordesc_np(errno)));
    struct image_data data;
    if (!image_read(scratch, file, &data, &why))
        return pdf_fault(pdf, str_format(scratch, "%.*s: %.*s", STR(path), STR(why)));
    struct image image = {.file = path, .object = image_object(pdf, &data), .orientation = data.orientation};
    snprintf(image.name, sizeof image.name, "I%u", (unsigned)pictures->at.len % 100000);
    vec_push(scratch, &pictures->at, image);
    return true;
}

const struct image *pictures_find(const struct pictures *pictures, struct str file)
{
    for (size_t i = 0; i < pictures->at.len; i++) {
        if (str_equal(pictures->at.at[i].file, file))
            return &pictures->at.at[i];
    }
    return NULL;
}

bool pictures_load(struct pdf *pdf, struct pictures *pictures)
{
    for (size_t p = 0; p < pdf->layout->pages.len; p++) {
        const struct page *page = &pdf->layout->pages.at[p];
        for (size_t i = 0; i < page->pictures.len; i++) {
            struct str const file = page->pictures.at[i].file;
            if (!pictures_find(pictures, file) && !load(pdf, pictures, file))
                return false;
        }
    }
    return true;
}
